package dev.mesh.directory;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.mesh.cluster.HostPort;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.Role;
import dev.mesh.cluster.View;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DirectorySnapshotTests {

	private static final NodeId ID = new NodeId(1);

	private final View view = new View(1, 1, ID, List.of(node()));

	private final DirectorySnapshot before = snapshot(this.view, entry(Load.NONE, "cart", "tax"));

	@Test
	void loadAndAttributesSayNothingOfServices() {
		NodeEntry busy = new NodeEntry(ID, 1, 2, List.of(), entry(Load.NONE, "cart", "tax").instances(),
				new Load(0.9, 7), Map.of("web", "http://x"));
		assertThat(snapshot(this.view, busy).servicesChangedSince(this.before)).isEmpty();
	}

	@Test
	void allServicesOfAnEntryWhoseInstancesChangedAreNamed() {
		assertThat(snapshot(this.view, entry(Load.NONE, "cart", "price")).servicesChangedSince(this.before))
			.isEqualTo(Set.of("cart", "tax", "price"));
	}

	@Test
	void anotherViewOrANodeThatWasNotHeardOfMayChangeAll() {
		View next = new View(2, 1, ID, List.of(node()));
		assertThat(snapshot(next, entry(Load.NONE, "cart", "tax")).servicesChangedSince(this.before)).isNull();
		DirectorySnapshot unheard = new DirectorySnapshot(1, this.view, Map.of());
		assertThat(this.before.servicesChangedSince(unheard)).isNull();
	}

	@Test
	void aLoadAloneLeavesAllElseTheSame() {
		NodeEntry entry = entry(Load.NONE, "cart");
		DirectorySnapshot first = snapshot(this.view, entry);
		NodeEntry busy = entry.withLoad(7, new Load(0.9, 7));
		assertThat(snapshot(this.view, busy).isSameButForLoad(first)).isTrue();
		assertThat(snapshot(this.view, busy.withLoad(9, Load.NONE)).isSameButForLoad(first)).isTrue();
	}

	@Test
	void anotherEntryIncarnationOrViewIsMoreThanALoad() {
		NodeEntry entry = entry(Load.NONE, "cart");
		DirectorySnapshot first = snapshot(this.view, entry);
		NodeEntry rewritten = new NodeEntry(ID, 1, 2, List.of(), entry.instances(), Load.NONE, Map.of());
		NodeEntry reborn = new NodeEntry(ID, 2, 1, List.of(), entry.instances(), Load.NONE, Map.of());
		assertThat(snapshot(this.view, rewritten).isSameButForLoad(first)).isFalse();
		assertThat(snapshot(this.view, reborn).isSameButForLoad(first)).isFalse();
		assertThat(snapshot(new View(2, 1, ID, List.of(node())), entry).isSameButForLoad(first)).isFalse();
		assertThat(new DirectorySnapshot(3, this.view, Map.of()).isSameButForLoad(first)).isFalse();
	}

	@Test
	void instancesAreFoundByServiceInTheOrderOfTheView() {
		NodeId two = new NodeId(2);
		Node first = node();
		Node second = new Node(two, 1, "two", "", "", Map.of(), Set.of(), 1, Role.MEMBER, first.rpcAddress(),
				first.clusterAddress(), Map.of());
		NodeEntry other = new NodeEntry(two, 1, 1, List.of(), entry(Load.NONE, "tax").instances(), Load.NONE, Map.of());
		DirectorySnapshot both = new DirectorySnapshot(1, new View(1, 1, ID, List.of(second, first)),
				Map.of(ID, entry(Load.NONE, "cart", "tax"), two, other));
		assertThat(both.instancesByService()).containsOnlyKeys("cart", "tax");
		assertThat(both.instancesOf("tax")).extracting((hosted) -> hosted.node().name()).containsExactly("two", "one");
		assertThat(both.instancesOf("cart")).extracting((hosted) -> hosted.node().name()).containsExactly("one");
		assertThat(both.instancesOf("price")).isEmpty();
	}

	private static DirectorySnapshot snapshot(View view, NodeEntry entry) {
		return new DirectorySnapshot(2, view, Map.of(ID, entry));
	}

	private static NodeEntry entry(Load load, String... services) {
		List<Instance> instances = List.of(services)
			.stream()
			.map((name) -> new Instance(new ServiceId(name, "1"), InstanceStatus.READY, ""))
			.toList();
		return new NodeEntry(ID, 1, 1, List.of(), instances, load, Map.of());
	}

	private static Node node() {
		HostPort nowhere = new HostPort("127.0.0.1", 1);
		return new Node(ID, 1, "one", "", "", Map.of(), Set.of(), 1, Role.MEMBER, nowhere, nowhere, Map.of());
	}

}
