package dev.mesh.rpc.codec;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is known of an exception of another node.
 *
 * @param type the class name
 * @param message the message
 * @param frames the first frames of its stack trace
 * @param fields the values of its own fields
 * @param complete whether every field could be carried
 */
record RemoteThrowable(String type, @Nullable String message, List<StackTraceElement> frames, List<FieldValue> fields,
		boolean complete) {

	/**
	 * One field.
	 *
	 * @param layer the class that declares it
	 * @param name the name
	 * @param value the value
	 */
	record FieldValue(String layer, String name, @Nullable Object value) {
	}

}
