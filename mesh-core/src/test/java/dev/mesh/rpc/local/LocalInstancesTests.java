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
		assertThat(this.instances.remove(this.first)).isTrue();
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
		this.instances.remove(this.second);
		assertThat(this.instances.find("s")).isSameAs(another);
	}

	@Test
	void whenTheLastIsRemovedTheOneBeforeTakesOver() {
		this.instances.add(this.first);
		this.instances.add(this.second);
		this.instances.remove(this.second);
		assertThat(this.instances.find("s")).isSameAs(this.first);
		this.instances.remove(this.first);
		assertThat(this.instances.find("s")).isNull();
		assertThat(this.instances.remove(this.first)).isFalse();
	}

}
