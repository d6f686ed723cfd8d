package dev.mesh.rpc.call;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

/**
 * A service that notes what it was told.
 */
class FixedPricing implements Pricing {

	final Queue<String> told = new ConcurrentLinkedQueue<>();

	@Override
	public String echo(String value) {
		this.told.add(value);
		return value;
	}

	@Override
	public int add(int left, int right) {
		return left + right;
	}

	@Override
	public long add(long left, long right) {
		return left + right + 1;
	}

	@Override
	public double half(double value, byte a, short b, char c, float d, boolean e) {
		return e ? (value + a + b + c + d) / 2 : 0;
	}

	@Override
	public List<String> join(List<String> words, String... more) {
		words.addAll(List.of(more));
		return new ArrayList<>(words);
	}

	@Override
	public void checked() throws IOException {
		throw new IOException("disk full");
	}

	@Override
	public @Nullable Object safely(@Nullable Object value) {
		return value;
	}

	@Override
	public @Nullable Object any(@Nullable Object value) {
		return value;
	}

	@Override
	public CompletableFuture<String> later(String word) {
		return CompletableFuture.completedFuture(word);
	}

	@Override
	public CompletionStage<Void> done() {
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public void tell(String word) {
		this.told.add(word);
	}

	@Override
	public String safe(String word) {
		this.told.add(word);
		return word;
	}

	@Override
	public String hurried(String word) {
		return word;
	}

}
