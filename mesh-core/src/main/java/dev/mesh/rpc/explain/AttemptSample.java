package dev.mesh.rpc.explain;

import java.time.Duration;

import dev.mesh.rpc.NotExecutedException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * One time that a call was tried.
 *
 * @param node the name of the node
 * @param after how long after the call had begun
 * @param took how long until it ended, or was given up
 * @param hedge whether it was sent while another one was under way
 * @param end how it ended
 * @param reason why it did not run, where that is said
 * @param message what was said about it, empty if nothing, or nothing that may be kept
 */
public record AttemptSample(String node, Duration after, Duration took, boolean hedge, End end, @Nullable Reason reason,
		String message) {

	/**
	 * How an attempt ended.
	 */
	public enum End {

		/**
		 * The service returned.
		 */
		RESULT,

		/**
		 * The service threw.
		 */
		EXCEPTION,

		/**
		 * It did not run.
		 */
		REFUSED,

		/**
		 * No answer came.
		 */
		UNKNOWN,

		/**
		 * Another attempt was answered first, or the caller gave up.
		 */
		ABANDONED

	}

}
