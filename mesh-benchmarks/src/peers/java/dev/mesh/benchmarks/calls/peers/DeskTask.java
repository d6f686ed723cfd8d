package dev.mesh.benchmarks.calls.peers;

import java.io.IOException;
import java.util.concurrent.Callable;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import dev.mesh.benchmarks.calls.work.PlainOrderDesk;

/**
 * A call as Hazelcast carries it.
 */
final class DeskTask implements Callable<byte[]>, IdentifiedDataSerializable {

	static final int FACTORY = 1;

	private byte operation;

	private byte[] bytes = {};

	DeskTask() {
	}

	DeskTask(byte operation, byte[] bytes) {
		this.operation = operation;
		this.bytes = bytes;
	}

	@Override
	public byte[] call() {
		return BytesDesk.serve(new PlainOrderDesk(), this.operation, this.bytes);
	}

	@Override
	public int getFactoryId() {
		return FACTORY;
	}

	@Override
	public int getClassId() {
		return 1;
	}

	@Override
	public void writeData(ObjectDataOutput out) throws IOException {
		out.writeByte(this.operation);
		out.writeByteArray(this.bytes);
	}

	@Override
	public void readData(ObjectDataInput in) throws IOException {
		this.operation = in.readByte();
		byte[] read = in.readByteArray();
		this.bytes = (read != null) ? read : new byte[0];
	}

}
