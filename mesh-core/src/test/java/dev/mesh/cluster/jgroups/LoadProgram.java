package dev.mesh.cluster.jgroups;

import java.io.IOException;

/**
 * Burns processor time in twice as many threads as there are cores, until its standard
 * input ends.
 */
final class LoadProgram {

	private LoadProgram() {
	}

	public static void main(String[] args) throws IOException {
		for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
			Thread thread = new Thread(LoadProgram::burn, "load-" + i);
			thread.setDaemon(true);
			thread.start();
		}
		System.out.println("BURNING");
		while (System.in.read() >= 0) {
			System.out.println("READ");
		}
	}

	private static void burn() {
		double heat = 1;
		while (heat > 0) {
			heat = Math.sqrt(heat) + 1;
		}
	}

}
