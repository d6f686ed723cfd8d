package dev.mesh.service.faults;

import java.util.concurrent.Flow;

import dev.mesh.rpc.MeshCall;
import dev.mesh.rpc.MeshKey;
import reactor.core.publisher.Flux;

/**
 * A service whose every run is written down.
 */
public interface Ledger {

	/** How many items a stream of the service has. */
	int ENTRIES = 10;

	@MeshCall(idempotent = true, timeout = "5s")
	String read(String id);

	@MeshCall(timeout = "5s")
	String write(String id);

	@MeshCall(timeout = "5s")
	String writeFor(@MeshKey String account, String id);

	@MeshCall(timeout = "5s")
	Flux<String> follow(String id);

	/**
	 * A stream without an end.
	 */
	Flux<byte[]> pages(int bytes);

	/**
	 * Reads all it can get.
	 */
	@MeshCall(timeout = "10m")
	long load(Flow.Publisher<byte[]> pages);

	/**
	 * Runs until the node is told to be well.
	 */
	@MeshCall(timeout = "10m")
	void occupy();

}
