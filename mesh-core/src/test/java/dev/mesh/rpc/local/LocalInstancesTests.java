package dev.mesh.rpc.local;

import java.util.HashSet;
import java.util.Set;

import dev.mesh.directory.ServiceId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LocalInstancesTests {

	private final LocalInstances instances = new LocalInstances();

	private final InstanceGate first = new InstanceGate(new ServiceId("s", "1"), "one");

	private final InstanceGate second = new InstanceGate(new ServiceId("s", "2"), "two");

	@Test
	void theNewestVersionTakesTheCallsThatNameNone() {
		this.instances.add(this.first);
		this.instances.add(this.second);
		assertThat(this.instances.find("s")).isSameAs(this.second);
		assertThat(this.instances.find(new ServiceId("s", "1"))).isSameAs(this.first);
		assertThat(this.instances.drain(this.first).toCompletableFuture()).isCompleted();
		assertThat(this.instances.find("s")).isSameAs(this.second);
	}

	@Test
	void instancesOfOneVersionShareTheCalls() {
		InstanceGate another = new InstanceGate(new ServiceId("s", "2"), "three");
		this.instances.add(this.first);
		this.instances.add(this.second);
		this.instances.add(another);
		Set<Object> seen = new HashSet<>();
		for (int i = 0; i < 200; i++) {
			seen.add(this.instances.find("s"));
		}
		assertThat(seen).containsExactlyInAnyOrder(this.second, another);
		this.instances.drain(this.second);
		assertThat(this.instances.find("s")).isSameAs(another);
	}

	@Test
	void whenTheLastIsRemovedTheOneBeforeTakesOver() {
		this.instances.add(this.first);
		this.instances.add(this.second);
		this.instances.drain(this.second);
		assertThat(this.instances.find("s")).isSameAs(this.first);
		this.instances.drain(this.first);
		assertThat(this.instances.find("s")).isNull();
	}

	@Test
	void theCallsOfInstancesThatHaveLeftStayCounted() {
		LocalService service = this.instances.service("s");
		int one = service.numberMethod();
		int two = service.numberMethod();
		this.instances.add(this.first);
		this.instances.add(this.second);
		enter(this.first, one, 2);
		enter(this.second, one, 3);
		assertThat(service.entered(one)).isEqualTo(5);
		assertThat(this.instances.drain(this.first).toCompletableFuture()).isNotDone();
		assertThat(this.first.enter(one)).isFalse();
		assertThat(service.entered(one)).isEqualTo(5);
		this.instances.drain(this.first);
		enter(this.second, one, 1);
		enter(this.second, two, 1);
		assertThat(service.entered(one)).isEqualTo(6);
		this.instances.drain(this.second);
		assertThat(service.entered(one)).isEqualTo(6);
		assertThat(service.entered(two)).isOne();
	}

	private static void enter(InstanceGate gate, int method, int calls) {
		for (int i = 0; i < calls; i++) {
			assertThat(gate.enter(method)).isTrue();
		}
	}

}
