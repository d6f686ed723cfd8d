package dev.mesh.watch;

/**
 * A watcher's registration. Closing it is idempotent; a notification already under way
 * may still arrive.
 */
public interface Subscription extends AutoCloseable {

	@Override
	void close();

}
