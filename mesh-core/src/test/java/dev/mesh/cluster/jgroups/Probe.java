package dev.mesh.cluster.jgroups;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;

import org.jgroups.util.SizeStreamable;

/**
 * Classes that tell when a peer's bytes brought them to life.
 */
final class Probe {

	static final AtomicInteger ALIVE = new AtomicInteger();

	private Probe() {
	}

	static final class Serialized implements Serializable {

		private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
			ALIVE.incrementAndGet();
			in.defaultReadObject();
		}

	}

	/**
	 * Comes to life by its name alone.
	 */
	public static final class Named implements SizeStreamable {

		public Named() {
			ALIVE.incrementAndGet();
		}

		@Override
		public int serializedSize() {
			return 0;
		}

		@Override
		public void writeTo(DataOutput out) {
		}

		@Override
		public void readFrom(DataInput in) {
		}

	}

}
