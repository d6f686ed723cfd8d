package dev.mesh.placement;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.Instance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.Load;
import dev.mesh.directory.NodeEntry;
import dev.mesh.directory.ServiceId;
import dev.mesh.directory.ServiceOffer;

import dev.mesh.placement.solver.Weights;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackOffTests {

	private static final ServiceId CART = new ServiceId("cart", "v1");

	private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1_000);

	private final BackOff backOff = new BackOff(
			new PlacementOptions(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1),
					Duration.ofSeconds(10), Duration.ofSeconds(30), 4, Weights.DEFAULT, ScalingOptions.DEFAULTS),
			this.nanoTime::get);

	@Test
	void barsAFailedServiceForTheBackOffThoughTheInstanceIsGone() {
		observe(entry(InstanceStatus.FAILED));
		pass(9);
		observe(entry());
		assertThat(isBarred()).isTrue();
		assertThat(this.backOff.nanosToNext()).isEqualTo(Duration.ofSeconds(1).toNanos());
		pass(1);
		assertThat(isBarred()).isFalse();
		assertThat(this.backOff.nanosToNext()).isZero();
	}

	@Test
	void oneFailureThatStaysShownCountsOnce() {
		observe(entry(InstanceStatus.FAILED));
		pass(11);
		observe(entry(InstanceStatus.FAILED));
		assertThat(isBarred()).isFalse();
	}

	@Test
	void failuresInARowDoubleTheBackOffUpToTheLongest() {
		for (int seconds : new int[] { 10, 20, 30, 30 }) {
			observe(entry(InstanceStatus.FAILED));
			pass(seconds - 1);
			assertThat(isBarred()).isTrue();
			pass(1);
			assertThat(isBarred()).isFalse();
			observe(entry(InstanceStatus.STARTING));
		}
	}

	@Test
	void aSuccessForgetsTheFailures() {
		observe(entry(InstanceStatus.FAILED));
		observe(entry(InstanceStatus.READY));
		assertThat(isBarred()).isFalse();
		observe(entry(InstanceStatus.FAILED));
		pass(10);
		assertThat(isBarred()).isFalse();
	}

	@Test
	void aRejoinedNodeStartsAfresh() {
		observe(entry(InstanceStatus.FAILED));
		NodeEntry rejoined = new NodeEntry(new NodeId(1), 2, 1, entry().offers(), List.of(), Load.NONE, Map.of());
		observe(rejoined);
		assertThat(this.backOff.bar(rejoined, CART)).isNull();
		observe(entry());
		assertThat(isBarred()).isFalse();
	}

	private boolean isBarred() {
		return this.backOff.bar(entry(), CART) != null;
	}

	private void pass(long seconds) {
		this.nanoTime.addAndGet(Duration.ofSeconds(seconds).toNanos());
	}

	private void observe(NodeEntry entry) {
		this.backOff.observe(Map.of(entry.node(), entry));
	}

	private static NodeEntry entry(InstanceStatus... statuses) {
		return new NodeEntry(new NodeId(1), 1, 1, List.of(new ServiceOffer(CART, "shop.Cart", "1")),
				List.of(statuses).stream().map((status) -> new Instance(CART, status, "")).toList(), Load.NONE,
				Map.of());
	}

}
