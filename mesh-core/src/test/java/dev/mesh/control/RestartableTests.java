package dev.mesh.control;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Restartable}.
 */
class RestartableTests {

	private final Restartable<Part> restartable = new Restartable<>(Part::new);

	@Test
	void thereIsOneBetweenAStartAndAStop() {
		assertThat(this.restartable.current()).isNull();
		this.restartable.start();
		Part first = this.restartable.current();
		this.restartable.start();
		assertThat(this.restartable.current()).isNotNull().isSameAs(first);
	}

	@Test
	void aStopEndsItOnceAndTheNextStartMakesAnotherOne() {
		this.restartable.start();
		Part first = this.restartable.current();
		this.restartable.stop();
		this.restartable.stop();
		assertThat(this.restartable.current()).isNull();
		this.restartable.start();
		assertThat(this.restartable.current()).isNotNull().isNotSameAs(first);
		assertThat(first).isNotNull().extracting((part) -> part.ends).isEqualTo(1);
	}

	private static final class Part implements Restartable.Running {

		private int ends;

		@Override
		public void close() {
			this.ends++;
		}

	}

}
