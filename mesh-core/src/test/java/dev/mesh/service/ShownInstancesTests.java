package dev.mesh.service;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.mesh.directory.Instance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.ServiceId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShownInstancesTests {

	private static final Instance READY = new Instance(new ServiceId("pricing", "1"), InstanceStatus.READY, "");

	private static final Instance FAILED = new Instance(new ServiceId("stock", "1"), InstanceStatus.FAILED, "no disk");

	private final CompletableFuture<Void> warm = new CompletableFuture<>();

	private final List<List<Instance>> shown = new ArrayList<>();

	private final ShownInstances instances = new ShownInstances(this.shown::add, this.warm, Runnable::run);

	@Test
	void whatIsReadyIsShownAsStartingUntilTheNodeIsWarm() {
		this.instances.accept(List.of(READY, FAILED));
		assertThat(this.shown)
			.containsExactly(List.of(new Instance(READY.service(), InstanceStatus.STARTING, "warming up"), FAILED));

		this.warm.complete(null);
		assertThat(this.shown).hasSize(2).last().isEqualTo(List.of(READY, FAILED));
	}

	@Test
	void onAWarmNodeItIsShownAsItIs() {
		this.warm.complete(null);
		assertThat(this.shown).isEmpty();

		this.instances.accept(List.of(READY, FAILED));
		assertThat(this.shown).containsExactly(List.of(READY, FAILED));
	}

	@Test
	void whatIsGoneBeforeTheNodeIsWarmStaysGone() {
		this.instances.accept(List.of(READY));
		this.instances.accept(List.of());

		this.warm.complete(null);
		assertThat(this.shown).last().isEqualTo(List.of());
	}

}
