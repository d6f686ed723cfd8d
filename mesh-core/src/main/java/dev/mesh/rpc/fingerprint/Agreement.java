package dev.mesh.rpc.fingerprint;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.mesh.rpc.contract.Contract;
import dev.mesh.rpc.contract.ContractMethod;

/**
 * How the contract of one service on this node fits that on another. Immutable.
 */
public final class Agreement {

	/**
	 * Both have the same.
	 */
	public static final Agreement SAME = new Agreement(State.SAME, new TreeMap<>(), new TreeMap<>(), new long[0],
			new long[0]);

	/**
	 * The other has told nothing of its contract.
	 */
	public static final Agreement UNKNOWN = new Agreement(State.UNKNOWN, new TreeMap<>(), new TreeMap<>(), new long[0],
			new long[0]);

	/**
	 * The other has another contract, which is on its way here.
	 */
	public static final Agreement PENDING = new Agreement(State.PENDING, new TreeMap<>(), new TreeMap<>(), new long[0],
			new long[0]);

	private final State state;

	private final SortedMap<String, Compatibility> calling;

	private final SortedMap<String, Compatibility> serving;

	private final long[] notCalled;

	private final long[] notServed;

	private Agreement(State state, SortedMap<String, Compatibility> calling, SortedMap<String, Compatibility> serving,
			long[] notCalled, long[] notServed) {
		this.state = state;
		this.calling = Collections.unmodifiableSortedMap(calling);
		this.serving = Collections.unmodifiableSortedMap(serving);
		this.notCalled = notCalled;
		this.notServed = notServed;
	}

	/**
	 * Compare two forms of a contract.
	 * @param contract this node's contract
	 * @param own its shape
	 * @param peers the shape of the other's
	 * @return the agreement
	 */
	public static Agreement of(Contract contract, ContractShape own, ContractShape peers) {
		SortedMap<String, Compatibility> calling = new TreeMap<>();
		SortedMap<String, Compatibility> serving = new TreeMap<>();
		own.methods().forEach((signature, method) -> {
			MethodShape other = peers.methods().get(signature);
			if (other == null) {
				calling.put(signature, missing("is not known on " + Compatibility.PEER, method, peers));
			}
			else {
				calling.put(signature,
						Compatibility.worst(List.of(
								new ShapeComparison(own, peers, false).compare(method.parameters(), other.parameters()),
								new ShapeComparison(peers, own, true).compare(List.of(other.result()),
										List.of(method.result())))));
				serving.put(signature,
						Compatibility.worst(List.of(
								new ShapeComparison(peers, own, true).compare(other.parameters(), method.parameters()),
								new ShapeComparison(own, peers, false).compare(List.of(method.result()),
										List.of(other.result())))));
			}
		});
		peers.methods()
			.forEach((signature, method) -> serving.computeIfAbsent(signature,
					(absent) -> missing("is not known here", method, own)));
		return new Agreement(State.COMPARED, calling, serving, refused(contract, calling), refused(contract, serving));
	}

	private static Compatibility missing(String where, MethodShape method, ContractShape lacking) {
		String instead = lacking.methods()
			.values()
			.stream()
			.filter((other) -> other.name().equals(method.name()))
			.findFirst()
			.map((other) -> ", where there is " + other.signature())
			.orElse("");
		return Compatibility.incompatible("the method " + where + instead);
	}

	/**
	 * Return the agreement with a form that cannot be compared.
	 * @param contract this node's contract
	 * @param why why it cannot, as a clause
	 * @return the agreement, by which nothing fits
	 */
	static Agreement none(Contract contract, String why) {
		SortedMap<String, Compatibility> all = new TreeMap<>();
		contract.methods().forEach((method) -> all.put(method.signature(), Compatibility.incompatible(why)));
		long[] refused = refused(contract, all);
		return new Agreement(State.COMPARED, all, all, refused, refused);
	}

	/** What only one side knows is neither called nor served. */
	private static long[] refused(Contract contract, SortedMap<String, Compatibility> verdicts) {
		return contract.methods().stream().filter((method) -> {
			Compatibility verdict = verdicts.get(method.signature());
			return verdict == null || verdict.level() == Compatibility.Level.INCOMPATIBLE;
		}).mapToLong(ContractMethod::id).sorted().toArray();
	}

	/**
	 * Return how much is known.
	 * @return the state
	 */
	public State state() {
		return this.state;
	}

	/**
	 * Tell whether this node may call a method of the other.
	 * @param methodId the method
	 * @return whether it may
	 */
	public boolean isCallable(long methodId) {
		return this.state != State.PENDING
				&& (this.notCalled.length == 0 || Arrays.binarySearch(this.notCalled, methodId) < 0);
	}

	/**
	 * Tell whether the other may call a method of this node. While its contract is on its
	 * way it may: it has looked at this node's before it called.
	 * @param methodId the method
	 * @return whether it may
	 */
	public boolean isServable(long methodId) {
		return this.notServed.length == 0 || Arrays.binarySearch(this.notServed, methodId) < 0;
	}

	/**
	 * Return how calls of this node to the other fit.
	 * @return the verdicts by signature; empty unless the contracts were compared
	 */
	public SortedMap<String, Compatibility> calling() {
		return this.calling;
	}

	/**
	 * Return how calls of the other to this node fit.
	 * @return the verdicts by signature; empty unless the contracts were compared
	 */
	public SortedMap<String, Compatibility> serving() {
		return this.serving;
	}

	@Override
	public String toString() {
		return this.state + " " + this.calling + " " + this.serving;
	}

	/**
	 * How much is known.
	 */
	public enum State {

		/**
		 * Both have the same.
		 */
		SAME,

		/**
		 * They differ, and it is known how.
		 */
		COMPARED,

		/**
		 * The other says nothing of its contract: it is of a version before that, or does
		 * not know the service. Calls are tried, and what cannot be read is refused.
		 */
		UNKNOWN,

		/**
		 * They differ, and it is not known yet how. Nothing is called meanwhile.
		 */
		PENDING

	}

}
