package dev.mesh.cluster.jgroups;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;

import org.jgroups.Global;
import org.jgroups.util.ObjectInputStreamWithClassloader;

/**
 * Closes JGroups' Java deserialization. JGroups reads the filter once, when its stream
 * class loads, and ignores one that does not parse: hence the proof.
 */
final class DeserializationGuard {

	private static final String NOTHING = "!*";

	private DeserializationGuard() {
	}

	/**
	 * Set the filter and prove that it is in effect.
	 * @throws IllegalStateException if JGroups would deserialize
	 */
	static void install() {
		// A constant of the interface Global: reading it does not load JGroups' stream.
		if (System.getProperty(Global.DESERIALIZATION_FILTER) == null) {
			System.setProperty(Global.DESERIALIZATION_FILTER, NOTHING);
		}
		if (!refusesObjects()) {
			throw new IllegalStateException("JGroups in this JVM deserializes Java objects from the network ('"
					+ Global.DESERIALIZATION_FILTER + "' is '" + System.getProperty(Global.DESERIALIZATION_FILTER)
					+ "'). Start the JVM with -D" + Global.DESERIALIZATION_FILTER + "='" + NOTHING + "'.");
		}
	}

	private static boolean refusesObjects() {
		try (ObjectInputStream probe = new ObjectInputStreamWithClassloader(new ByteArrayInputStream(serialized()))) {
			probe.readObject();
			return false;
		}
		catch (InvalidClassException ex) {
			return true;
		}
		catch (IOException | ClassNotFoundException ex) {
			throw new IllegalStateException("the probe of the deserialization filter could not be read", ex);
		}
	}

	private static byte[] serialized() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(Instant.EPOCH);
		}
		return bytes.toByteArray();
	}

}
