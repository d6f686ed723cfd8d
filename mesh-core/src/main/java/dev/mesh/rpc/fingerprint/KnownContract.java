package dev.mesh.rpc.fingerprint;

import dev.mesh.rpc.contract.Contract;

/**
 * A contract of this node with its shape, as it is told to others.
 *
 * @param contract the contract
 * @param shape its shape
 * @param fingerprint the fingerprint of the shape
 * @param bytes the form in which it is sent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KnownContract(Contract contract, ContractShape shape, long fingerprint, byte[] bytes) {

	static KnownContract of(Contract contract, ContractShape shape) {
		return new KnownContract(contract, shape, shape.fingerprint(), ShapeFormat.encode(shape));
	}

	/** What is longer than others accept is not told of, so that nobody waits for it. */
	boolean isTold() {
		return this.bytes.length <= ShapeFormat.MAX_BYTES;
	}

}
