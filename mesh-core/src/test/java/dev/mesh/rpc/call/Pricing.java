package dev.mesh.rpc.call;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.mesh.rpc.MeshCall;
import org.jspecify.annotations.Nullable;

/**
 * A package-private contract of all shapes.
 */
interface Pricing extends Echo<String> {

	int add(int left, int right);

	long add(long left, long right);

	double half(double value, byte a, short b, char c, float d, boolean e);

	List<String> join(List<String> words, String... more);

	void checked() throws IOException;

	@Nullable Object any(@Nullable Object value);

	@MeshCall(idempotent = true, timeout = "2s")
	@Nullable Object safely(@Nullable Object value);

	CompletableFuture<String> later(String word);

	CompletionStage<Void> done();

	@MeshCall(oneWay = true)
	void tell(String word);

	@MeshCall(idempotent = true, timeout = "2s")
	String safe(String word);

	@MeshCall(timeout = "300ms")
	String hurried(String word);

	default String greet(String name) {
		return "hello " + name;
	}

}
