package dev.mesh.service.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * What a process is told on its standard input, one order to a line; it says when one has
 * been carried out.
 */
interface Orders {

	/**
	 * Carry out an order.
	 * @param order the order
	 * @param argument what follows it, or nothing
	 */
	void obey(String order, String argument);

	/** Returns when who gave the orders is gone. */
	static void read(Orders orders) throws IOException {
		BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		String line;
		while ((line = lines.readLine()) != null) {
			String[] words = line.split(" ", 2);
			orders.obey(words[0], (words.length > 1) ? words[1] : "");
			System.out.println("done " + line);
		}
	}

}
