package dev.mesh.rpc.server;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

import dev.mesh.rpc.CallObserver;
import dev.mesh.rpc.CallerIdentities;
import dev.mesh.rpc.NotExecutedException.Reason;
import dev.mesh.rpc.codec.ExceptionFormat;
import dev.mesh.rpc.codec.PayloadWriter;
import dev.mesh.rpc.contract.Contract;
import dev.mesh.rpc.contract.ContractMethod;
import dev.mesh.rpc.contract.ResultShape;
import dev.mesh.rpc.fingerprint.PeerContracts;
import dev.mesh.rpc.fingerprint.Compatibility;
import dev.mesh.rpc.local.LocalInstances;
import dev.mesh.rpc.local.StripedCounter;
import dev.mesh.rpc.resilience.Admission;
import dev.mesh.rpc.stream.InboundStreams;
import dev.mesh.rpc.stream.Streams;
import dev.mesh.rpc.wire.RequestHandler;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;

/**
 * Takes the requests of other nodes to the local instances. Each request ends in exactly
 * one reply; a refusal before the service was entered is a {@code NotExecuted} one. Safe
 * for use by any thread.
 */
public final class ServerDispatcher implements RequestHandler {

	private final LongObjectMap<ServerMethod> methods;

	private final Serving serving;

	private final Streams streams;

	private final PeerContracts peers;

	/**
	 * Make a dispatcher.
	 * @param contracts the contracts of all services this node may host
	 * @param instances the instances that take calls
	 * @param writer writes results
	 * @param exceptions writes exceptions
	 * @param workers run the services
	 * @param observer told of each call that reaches a service
	 * @param baggage the names of baggage that are let through
	 * @param identities believe or refuse on whose behalf a call is made
	 * @param ownerships say which keys of a service are served elsewhere, by its name
	 * @param doors return the door of a service, by its name
	 * @param streams make the ends of streams
	 * @param peers tell how the contracts of callers fit those of this node
	 * @throws IllegalArgumentException if two methods have the same id
	 */
	public ServerDispatcher(List<Contract> contracts, LocalInstances instances, PayloadWriter writer,
			ExceptionFormat exceptions, Workers workers, CallObserver observer, Set<String> baggage,
			CallerIdentities identities, Function<String, KeyOwnership> ownerships, Function<String, Admission> doors,
			Streams streams, PeerContracts peers) {
		this.methods = methods(contracts, instances, ownerships, doors);
		this.serving = new Serving(writer, exceptions, observer, new StripedCounter(), workers, Set.copyOf(baggage),
				identities);
		this.streams = streams;
		this.peers = peers;
	}

	private static LongObjectMap<ServerMethod> methods(List<Contract> contracts, LocalInstances instances,
			Function<String, KeyOwnership> ownerships, Function<String, Admission> doors) {
		LongObjectMap<ServerMethod> methods = new LongObjectHashMap<>();
		for (Contract contract : contracts) {
			for (ContractMethod method : contract.methods()) {
				ServerMethod prepared = ServerMethod.of(contract, method, instances.service(contract.service()),
						ownerships.apply(contract.service()), doors.apply(contract.service()));
				ServerMethod other = methods.put(method.id(), prepared);
				if (other != null) {
					throw new IllegalArgumentException(
							"'" + prepared + "' and '" + other + "' have the same id. Rename one of them.");
				}
			}
		}
		return methods;
	}

	@Override
	public void onRequest(InboundRequest request) {
		ServerMethod method = this.methods.get(request.methodId());
		if (method == null) {
			refuse(request, Reason.INCOMPATIBLE, "This node knows no method with id "
					+ Long.toHexString(request.methodId()) + ". Run the same contracts on all nodes.");
		}
		else if (method.instances().current(request.context().version()) == null) {
			refuse(request, Reason.NOT_HERE, "'" + method.service(request.context().version()) + "' is not live here.");
		}
		else if (!this.peers.isServable(request.caller(), method.service(), request.methodId())) {
			refuse(request, Reason.INCOMPATIBLE, "'" + method + "' is not the same there and here: "
					+ difference(request, method) + ". Run forms of the contract that fit.");
		}
		else if (request.hasStreams() != (method.streams() != null)) {
			refuse(request, Reason.INCOMPATIBLE,
					"'" + method + "' is asked for with streams and has none, or the other way round.");
		}
		else {
			accept(request, method);
		}
	}

	private String difference(InboundRequest request, ServerMethod method) {
		Compatibility verdict = this.peers.with(request.caller(), method.service())
			.serving()
			.get(method.method().signature());
		return (verdict != null) ? verdict.difference(request.caller().name())
				: "the caller's contract has no such method";
	}

	private void accept(InboundRequest request, ServerMethod method) {
		List<Boolean> parameters = method.streams();
		if (parameters == null) {
			dispatch(request, method, new ServerCall(request, method, this.serving, null));
			return;
		}
		boolean result = method.method().shape() == ResultShape.STREAM;
		InboundStreams opened = this.streams.inbound(method.toString(), result, parameters);
		if (opened == null) {
			refuse(request, Reason.OVERLOADED, "Too many streams are open on this node.");
			return;
		}
		request.attach(opened.handler());
		dispatch(request, method, new ServerCall(request, method, this.serving, opened));
	}

	private void dispatch(InboundRequest request, ServerMethod method, ServerCall call) {
		method.admission().offer(call);
		request.onCancel(call::cancel);
	}

	private static void refuse(InboundRequest request, Reason reason, String message) {
		request.payload().release();
		request.refuse(reason, message);
	}

	/**
	 * Return how many calls of other nodes are inside services.
	 * @return the number
	 */
	public int inFlight() {
		return (int) this.serving.inFlight().sum();
	}

	/**
	 * What all calls share.
	 *
	 * @param writer writes results
	 * @param exceptions writes exceptions
	 * @param observer told of each call
	 * @param inFlight counts calls inside services
	 * @param workers run the services
	 * @param baggage the names of baggage that are let through
	 */
	record Serving(PayloadWriter writer, ExceptionFormat exceptions, CallObserver observer, StripedCounter inFlight,
			Workers workers, Set<String> baggage, CallerIdentities identities) {

	}

}
