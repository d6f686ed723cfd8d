package dev.mesh.directory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.mesh.clock.HybridLogicalClock;
import dev.mesh.cluster.Messaging.Subject;
import dev.mesh.cluster.testing.InMemoryBus;
import dev.mesh.cluster.testing.InMemoryNode;
import dev.mesh.control.LoopThread;
import dev.mesh.control.OwnerLoop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

class ReplicatedDirectoryTests {

	private static final DirectoryOptions QUICK = new DirectoryOptions(Duration.ofMillis(40), Duration.ofMillis(1),
			Duration.ofMillis(60), Duration.ofMillis(20));

	private static final Duration LOAD_INTERVAL = Duration.ofMillis(60);

	/** Nothing but the first message of a change carries it. */
	private static final DirectoryOptions NO_REPAIR = new DirectoryOptions(Duration.ofDays(1), Duration.ofMillis(1),
			LOAD_INTERVAL, Duration.ofDays(1));

	private static final Instance READY = new Instance(new ServiceId("cart", "v1"), InstanceStatus.READY, "");

	private final InMemoryBus bus = new InMemoryBus(42);

	private final Map<InMemoryNode, ReplicatedDirectory> directories = new HashMap<>();

	@AfterEach
	void stop() {
		this.directories.values().forEach(ReplicatedDirectory::stop);
		this.bus.close();
	}

	@Test
	void aChangeReachesAllAndItsWriter() {
		InMemoryNode one = start("node-1", NO_REPAIR);
		InMemoryNode two = start("node-2", NO_REPAIR);
		InMemoryNode three = start("node-3", NO_REPAIR);
		directory(one).publish((content) -> content.withInstance(READY).withAttribute("web", "http://x"));
		for (InMemoryNode node : List.of(one, two, three)) {
			await().until(() -> hosts(node, "cart").equals(List.of("node-1")));
		}
		assertThat(entry(two, one).attributes()).containsEntry("web", "http://x");
	}

	@Test
	void aJoinerGetsWhatWasSaidBeforeItCame() {
		InMemoryNode one = start("node-1", NO_REPAIR);
		directory(one).publish((content) -> content.withInstance(READY));
		await().until(() -> hosts(one, "cart").size() == 1);
		InMemoryNode two = start("node-2", NO_REPAIR);
		await().until(() -> hosts(two, "cart").equals(List.of("node-1")));
		await().until(() -> directory(one).snapshot().entries().containsKey(two.id()));
	}

	@Test
	void theEntriesOfANodeThatLeftAreGone() {
		InMemoryNode one = start("node-1", NO_REPAIR);
		InMemoryNode two = start("node-2", NO_REPAIR);
		await().until(() -> directory(one).snapshot().entries().size() == 2);
		this.bus.kill(two);
		await().until(() -> directory(one).snapshot().entries().keySet().equals(Set.of(one.id())));
	}

	@Test
	void convergesThoughMostMessagesAreLost() {
		this.bus.loseMessages(60);
		List<InMemoryNode> nodes = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			nodes.add(start("node-" + i, QUICK));
		}
		for (int change = 0; change < 20; change++) {
			String value = Integer.toString(change);
			nodes.forEach((node) -> directory(node).publish((content) -> content.withAttribute("n", value)));
		}
		for (InMemoryNode reader : nodes) {
			await().until(() -> nodes.stream()
				.allMatch((writer) -> directory(reader).snapshot().entries().containsKey(writer.id())
						&& "19".equals(entry(reader, writer).attributes().get("n"))));
		}
	}

	@Test
	void convergesThoughNothingOrderedArrivesFromOneNodeAtAnother() {
		InMemoryNode one = start("node-1", QUICK);
		InMemoryNode two = start("node-2", QUICK);
		this.bus.stall(one, two);
		directory(one).publish((content) -> content.withInstance(READY));
		await().until(() -> hosts(two, "cart").equals(List.of("node-1")));
	}

	@Test
	void aMergeNeedsNoArbitration() {
		InMemoryNode one = start("node-1", QUICK);
		InMemoryNode two = start("node-2", QUICK);
		InMemoryNode three = start("node-3", QUICK);
		await().until(() -> directory(one).snapshot().entries().size() == 3);
		this.bus.partition(three);
		await().until(() -> directory(one).snapshot().entries().size() == 2);
		await().until(() -> directory(three).snapshot().entries().size() == 1);
		directory(three).publish((content) -> content.withInstance(READY));
		directory(one).publish((content) -> content.withAttribute("side", "majority"));
		this.bus.heal();
		for (InMemoryNode node : List.of(one, two, three)) {
			await().until(() -> hosts(node, "cart").equals(List.of("node-3")));
			await().until(() -> "majority".equals(entry(node, one).attributes().get("side")));
		}
	}

	@Test
	void aNodeThatRejoinedIsKnownByItsNewEntryOnly() {
		InMemoryNode one = start("node-1", NO_REPAIR);
		InMemoryNode two = start("node-2", NO_REPAIR);
		await().until(() -> directory(one).snapshot().entries().size() == 2);
		this.bus.rejoin(two);
		await().until(() -> directory(one).snapshot().entries().containsKey(two.id())
				&& entry(one, two).incarnation() == two.self().incarnation());
	}

	@Test
	void aChangeOfLoadAloneWaitsAndIsStillSent() {
		InMemoryNode one = start("node-1", NO_REPAIR);
		InMemoryNode two = start("node-2", NO_REPAIR);
		await().until(() -> directory(two).snapshot().entries().containsKey(one.id()));
		for (int i = 1; i <= 50; i++) {
			int inFlight = i;
			directory(one).publish((content) -> content.withLoad(new Load(0.5, inFlight)));
		}
		await().until(() -> entry(two, one).load().equals(new Load(0.5, 50)));
	}

	@Test
	void aLoadWithoutTheEntryItBuildsOnIsAskedFor() {
		InMemoryNode one = start("node-1", NO_REPAIR);
		InMemoryNode two = start("node-2", NO_REPAIR);
		await().until(() -> directory(two).snapshot().entries().containsKey(one.id()));
		this.bus.stall(one, two);
		directory(one).publish((content) -> content.withInstance(READY));
		await().until(() -> hosts(one, "cart").size() == 1);
		directory(one).publish((content) -> content.withLoad(new Load(0.5, 3)));
		await().until(() -> hosts(two, "cart").equals(List.of("node-1")));
		assertThat(entry(two, one).load()).isEqualTo(new Load(0.5, 3));
	}

	@Test
	void aLateLoadDoesNotTakeTheEntryBack() {
		InMemoryNode one = start("node-1", NO_REPAIR);
		InMemoryNode two = start("node-2", NO_REPAIR);
		await().until(() -> directory(two).snapshot().entries().containsKey(one.id()));
		NodeEntry before = entry(two, one);
		directory(one).publish((content) -> content.withInstance(READY));
		await().until(() -> hosts(two, "cart").size() == 1);
		long now = entry(two, one).stamp();
		deliver(one, two, new DirectoryMessage.LoadChange(before.basis(), now + 1, new Load(0.1, 1)));
		deliver(one, two, new DirectoryMessage.LoadChange(now, now - 1, new Load(0.2, 2)));
		deliver(one, two, new DirectoryMessage.LoadChange(now, now + 2, new Load(0.3, 3)));
		await().until(() -> entry(two, one).load().equals(new Load(0.3, 3)));
		deliver(one, two, new DirectoryMessage.LoadChange(now, now + 1, new Load(0.4, 4)));
		directory(one).publish((content) -> content.withAttribute("after", "all"));
		await().until(() -> entry(two, one).attributes().containsKey("after"));
		assertThat(hosts(two, "cart")).containsExactly("node-1");
	}

	private static void deliver(InMemoryNode from, InMemoryNode to, DirectoryMessage message) {
		to.deliver(from.self(), Subject.DIRECTORY, DirectoryFormat.encode(message));
	}

	/** Both are found in one go: what is told of the load is no entry. */
	@Test
	void aJoinerIsGreetedThoughTheLoadChangedAtOnce() {
		LoopThread thread = new LoopThread("test-directory");
		InMemoryNode one = this.bus.join("node-1");
		start(one, new HybridLogicalClock(one.id().value()), NO_REPAIR, thread);
		directory(one).publish((content) -> content.withInstance(READY));
		await().until(() -> hosts(one, "cart").size() == 1);
		OwnerLoop busy = new OwnerLoop(thread, 1);
		busy.start();
		// However the test goes: the thread must not wait for ever.
		CompletableFuture<Void> rest = new CompletableFuture<Void>().completeOnTimeout(null, 10, TimeUnit.SECONDS);
		busy.offer(rest::join);
		directory(one).publish((content) -> content.withLoad(new Load(0.5, 1)));
		InMemoryNode joiner = this.bus.join("joiner");
		this.bus.loseWhatIsSentOnce(joiner, one);
		start(joiner, new HybridLogicalClock(joiner.id().value()), NO_REPAIR);
		await().pollDelay(LOAD_INTERVAL).until(() -> directory(joiner).snapshot().entries().containsKey(joiner.id()));
		rest.complete(null);
		await().until(() -> hosts(joiner, "cart").equals(List.of("node-1")));
		assertThat(entry(joiner, one).load()).isEqualTo(new Load(0.5, 1));
		busy.close();
	}

	@Test
	void whatHasToBeAnnouncedDoesNotWaitForOthersToShareItsMessage() throws Exception {
		DirectoryOptions patient = new DirectoryOptions(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1),
				Duration.ofMillis(20));
		InMemoryNode one = start("node-1", patient);
		InMemoryNode two = start("node-2", patient);
		await().until(() -> directory(two).snapshot().entries().containsKey(one.id()));
		directory(one).publish((content) -> content.withInstance(READY));
		directory(one).publish((content) -> content.withAttribute("mesh.draining", "true"));
		announced(one, Duration.ofSeconds(10)).get(10, TimeUnit.SECONDS);
		assertThat(entry(two, one).attributes()).containsEntry("mesh.draining", "true");
		assertThat(hosts(two, "cart")).containsExactly("node-1");
	}

	@Test
	void garbageAndLiesAreDroppedAndTheDirectoryGoesOn() {
		InMemoryNode one = start("node-1", NO_REPAIR);
		InMemoryNode two = start("node-2", NO_REPAIR);
		await().until(() -> directory(one).snapshot().entries().size() == 2);
		Random random = new Random(1);
		for (int i = 0; i < 500; i++) {
			byte[] garbage = new byte[random.nextInt(60)];
			random.nextBytes(garbage);
			one.deliver(two.self(), Subject.DIRECTORY, garbage);
		}
		NodeEntry forged = new NodeEntry(one.id(), one.self().incarnation(), Long.MAX_VALUE, List.of(), List.of(READY),
				Load.NONE, Map.of());
		one.deliver(two.self(), Subject.DIRECTORY, DirectoryFormat.encode(new DirectoryMessage.Entry(forged, false)));
		directory(two).publish((content) -> content.withAttribute("after", "garbage"));
		await().until(() -> entry(one, two).attributes().containsKey("after"));
		assertThat(hosts(one, "cart")).isEmpty();
	}

	@Test
	void anEntryFromBeyondTheDriftIsRefused() {
		InMemoryNode one = start("node-1", QUICK);
		InMemoryNode two = this.bus.join("node-2");
		InstantSource ahead = InstantSource.offset(InstantSource.system(), Duration.ofHours(1));
		HybridLogicalClock fast = new HybridLogicalClock(2, ahead, HybridLogicalClock.DEFAULT_MAX_DRIFT, null);
		start(two, fast, QUICK);
		await().until(() -> directory(two).snapshot().entries().size() == 2);
		directory(one).publish((content) -> content.withAttribute("n", "1"));
		await().until(() -> entry(two, one).attributes().containsKey("n"));
		assertThat(directory(one).snapshot().entries()).containsOnlyKeys(one.id());
	}

	@Test
	void announcedMeansThatAllOthersKnow() throws Exception {
		this.bus.loseMessages(40);
		List<InMemoryNode> nodes = List.of(start("node-1", QUICK), start("node-2", QUICK), start("node-3", QUICK));
		InMemoryNode leaving = nodes.get(0);
		for (int i = 0; i < 10; i++) {
			String value = Integer.toString(i);
			directory(leaving).publish((content) -> content.withAttribute("mesh.draining", value));
			announced(leaving, Duration.ofSeconds(20)).get(20, TimeUnit.SECONDS);
			for (InMemoryNode node : nodes) {
				assertThat(entry(node, leaving).attributes()).containsEntry("mesh.draining", value);
			}
		}
	}

	@Test
	void announcingAloneIsDoneAtOnce() throws Exception {
		InMemoryNode one = start("node-1", NO_REPAIR);
		announced(one, Duration.ofSeconds(10)).get(10, TimeUnit.SECONDS);
	}

	@Test
	void anAnnouncementNobodyAnswersTimesOutNamingWhoIsMissing() {
		InMemoryNode one = start("node-1", QUICK);
		InMemoryNode silent = this.bus.join("node-2");
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> announced(one, Duration.ofMillis(50)).get(10, TimeUnit.SECONDS))
			.withCauseInstanceOf(TimeoutException.class)
			.withMessageContaining(silent.id().toString());
	}

	@Test
	void anAnnouncementDoesNotWaitForAMemberThatLeft() throws Exception {
		InMemoryNode one = start("node-1", QUICK);
		InMemoryNode silent = this.bus.join("node-2");
		CompletableFuture<Void> done = announced(one, Duration.ofSeconds(60));
		this.bus.kill(silent);
		done.get(10, TimeUnit.SECONDS);
	}

	@Test
	void stoppingFailsAnnouncementsAndStartingAgainWorks() throws Exception {
		InMemoryNode one = start("node-1", QUICK);
		InMemoryNode two = this.bus.join("node-2");
		CompletableFuture<Void> done = announced(one, Duration.ofSeconds(60));
		directory(one).stop();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> done.get(10, TimeUnit.SECONDS))
			.withCauseInstanceOf(IllegalStateException.class);
		long revision = directory(one).snapshot().revision();
		directory(one).publish((content) -> content.withInstance(READY));
		directory(one).start();
		start(two, new HybridLogicalClock(2), QUICK);
		await().until(() -> hosts(two, "cart").equals(List.of("node-1")));
		assertThat(directory(one).snapshot().revision()).isGreaterThan(revision);
	}

	@Test
	void refusesToPublishWhatCannotBeSent() {
		InMemoryNode one = start("node-1", NO_REPAIR);
		String large = "x".repeat(1 << 20);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> directory(one).publish((content) -> content.withAttribute("large", large)))
			.withMessageContaining("1048576");
	}

	private InMemoryNode start(String name, DirectoryOptions options) {
		InMemoryNode node = this.bus.join(name);
		return start(node, new HybridLogicalClock(node.id().value()), options);
	}

	private InMemoryNode start(InMemoryNode node, HybridLogicalClock clock, DirectoryOptions options) {
		return start(node, clock, options, new LoopThread("test-directory"));
	}

	private InMemoryNode start(InMemoryNode node, HybridLogicalClock clock, DirectoryOptions options,
			LoopThread thread) {
		ReplicatedDirectory directory = new ReplicatedDirectory(node, node, clock, options, thread);
		directory.start();
		this.directories.put(node, directory);
		return node;
	}

	private ReplicatedDirectory directory(InMemoryNode node) {
		ReplicatedDirectory directory = this.directories.get(node);
		assertThat(directory).isNotNull();
		return directory;
	}

	private NodeEntry entry(InMemoryNode reader, InMemoryNode writer) {
		NodeEntry entry = directory(reader).snapshot().entries().get(writer.id());
		assertThat(entry).isNotNull();
		return entry;
	}

	private List<String> hosts(InMemoryNode reader, String service) {
		return directory(reader).snapshot()
			.instancesOf(service)
			.stream()
			.map((hosted) -> hosted.node().name())
			.toList();
	}

	private CompletableFuture<Void> announced(InMemoryNode node, Duration timeout) {
		return directory(node).announced(timeout).toCompletableFuture();
	}

}
