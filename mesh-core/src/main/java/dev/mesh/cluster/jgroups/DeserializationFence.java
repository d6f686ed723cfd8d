package dev.mesh.cluster.jgroups;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.BitSet;

import org.jgroups.Global;
import org.jgroups.util.ObjectInputStreamWithClassloader;
import org.jspecify.annotations.Nullable;

/**
 * The second fence behind {@link HardenedTcp}: JGroups' own filter against Java
 * serialization, set to refuse every class. JGroups reads the setting once, when a class
 * of it loads, and ignores a malformed one, hence the check.
 */
final class DeserializationFence {

	private static final String NOTHING = "!*";

	private DeserializationFence() {
	}

	/**
	 * Set the filter, unless the user has set one, and require that it refuses.
	 * @throws IllegalStateException if a class passes it
	 */
	static void require() {
		if (System.getProperty(Global.DESERIALIZATION_FILTER) == null) {
			System.setProperty(Global.DESERIALIZATION_FILTER, NOTHING);
		}
		try (ObjectInputStream probe = new ObjectInputStreamWithClassloader(new ByteArrayInputStream(serialized()))) {
			probe.readObject();
		}
		catch (InvalidClassException ex) {
			return;
		}
		catch (IOException | ClassNotFoundException ex) {
			throw passable(ex);
		}
		throw passable(null);
	}

	private static byte[] serialized() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(new BitSet());
		}
		return bytes.toByteArray();
	}

	private static IllegalStateException passable(@Nullable Exception cause) {
		return new IllegalStateException("JGroups' filter '" + Global.DESERIALIZATION_FILTER + "' is '"
				+ System.getProperty(Global.DESERIALIZATION_FILTER) + "' and lets a serialized object pass. Start the "
				+ "JVM with -D" + Global.DESERIALIZATION_FILTER + "=!* so that it is set before JGroups loads.", cause);
	}

}
