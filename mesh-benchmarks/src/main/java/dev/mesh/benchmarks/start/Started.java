package dev.mesh.benchmarks.start;

/**
 * What one start of an application has come to.
 *
 * @param millis how long its context took
 * @param rest what it keeps
 */
record Started(long millis, Rest rest) {

	double residentMib() {
		return this.rest.residentKib() / 1024.0;
	}

}
