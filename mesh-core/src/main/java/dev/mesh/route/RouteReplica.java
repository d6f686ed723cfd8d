package dev.mesh.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import dev.mesh.clock.HybridLogicalClock;
import dev.mesh.clock.HybridTimestamp;
import dev.mesh.cluster.MembershipStatus;
import dev.mesh.cluster.MeshCluster;
import dev.mesh.cluster.Messaging;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;
import dev.mesh.control.MalformedMessageException;
import dev.mesh.control.Rounds;
import dev.mesh.route.RouteRefusedException.Reason;
import dev.mesh.route.cutover.Cutover;
import dev.mesh.route.measure.RouteMeasures;
import dev.mesh.route.measure.ServiceCounts;
import dev.mesh.route.measure.ServiceMeasure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of the routes that their thread owns: every method is a task of the loop. What
 * is written is told to all at once; what was lost on the way is found by comparing
 * digests, with newcomers and after a merge at once and else from time to time.
 */
final class RouteReplica {

	private static final Logger logger = LoggerFactory.getLogger(RouteReplica.class);

	private final MeshCluster cluster;

	private final Messaging messaging;

	private final HybridLogicalClock clock;

	private final RouteMap map;

	private final Consumer<Map<String, Route>> publisher;

	private final RouteMeasures measures;

	private final Conductor conductor;

	private final Rounds digests = new Rounds();

	private View view;

	RouteReplica(MeshCluster cluster, Messaging messaging, HybridLogicalClock clock, RouteMap map,
			Consumer<Map<String, Route>> publisher, RouteMeasures measures, LongSupplier nanos) {
		this.cluster = cluster;
		this.messaging = messaging;
		this.clock = clock;
		this.map = map;
		this.publisher = publisher;
		this.measures = measures;
		this.conductor = new Conductor(nanos);
		this.view = new View(0, 0, cluster.self().id(), List.of());
	}

	/**
	 * Catch up with the view: compare maps with who is new in it.
	 */
	void refresh() {
		View before = this.view;
		this.view = this.cluster.view();
		if (this.view.number() == before.number()) {
			return;
		}
		byte[] digest = RouteFormat.encode(new RouteMessage.Digest(this.map.digest()));
		for (Node member : this.view.members()) {
			if (!member.id().equals(self()) && !before.contains(member.id(), member.incarnation())) {
				this.messaging.send(member.id(), Messaging.Subject.ROUTE, digest);
			}
		}
	}

	/**
	 * Tell all what the map looks like.
	 */
	void digest() {
		refresh();
		this.map.purge(millis(this.clock.now()));
		if (this.digests.isTurn(this.view.members().size())) {
			this.messaging.broadcastOnce(Messaging.Subject.ROUTE,
					RouteFormat.encode(new RouteMessage.Digest(this.map.digest())));
		}
	}

	/**
	 * Write what people decided.
	 * @param service the service's name
	 * @param route what holds from here on, or {@code null} for what holds by itself
	 */
	void decide(String service, @Nullable Route route) {
		if (!this.map.hasRoomFor(service)) {
			throw new RouteRefusedException(Reason.REFUSED, "Routes of " + RouteMap.MAX_SERVICES
					+ " services are stated or were removed within a day. Reset those that are not needed.");
		}
		long stamp = this.clock.now();
		write(new RouteEntry(service, stamp, stamp, self().value(), route));
	}

	@Nullable Route route(String service) {
		RouteEntry entry = this.map.get(service);
		return (entry != null) ? entry.route() : null;
	}

	private void write(RouteEntry entry) {
		byte[] message = RouteFormat.encode(new RouteMessage.Entries(List.of(entry)));
		if (this.map.merge(entry)) {
			publish();
		}
		this.messaging.broadcast(Messaging.Subject.ROUTE, message);
	}

	private void publish() {
		this.publisher.accept(this.map.routes());
	}

	void onMessage(Node sender, byte[] payload) {
		refresh();
		try {
			RouteMessage message = RouteFormat.decode(payload);
			if (message instanceof RouteMessage.Entries entries) {
				merge(sender, entries.entries());
			}
			else if (message instanceof RouteMessage.Digest digest && digest.digest() != this.map.digest()) {
				mend(sender, new RouteMessage.Inventory(this.map.entries().stream().map(RouteEntry::version).toList()));
			}
			else if (message instanceof RouteMessage.Inventory inventory) {
				reconcile(sender, inventory.versions());
			}
			else if (message instanceof RouteMessage.Ask ask) {
				sendEntries(sender, ask.services());
			}
			else if (message instanceof RouteMessage.Report report) {
				this.conductor.accept(sender.id(), report.counts());
			}
		}
		catch (MalformedMessageException ex) {
			logger.warn("A message about routes from {} is malformed and was dropped: {}", sender.name(),
					ex.getMessage());
		}
	}

	private void merge(Node sender, List<RouteEntry> entries) {
		boolean changed = false;
		for (RouteEntry entry : entries) {
			if (this.clock.observe(entry.stamp())) {
				changed |= this.map.merge(entry);
			}
			else {
				logger.warn("The route of '{}' from {} is stamped beyond the allowed drift and was dropped. Set the "
						+ "clocks of both.", entry.service(), sender.name());
			}
		}
		if (changed) {
			publish();
		}
	}

	private void reconcile(Node sender, List<RouteEntry> theirs) {
		Map<String, RouteEntry> byService = new HashMap<>();
		theirs.forEach((entry) -> byService.put(entry.service(), entry));
		List<String> newerHere = new ArrayList<>();
		for (RouteEntry own : this.map.entries()) {
			if (own.isNewerThan(byService.get(own.service()))) {
				newerHere.add(own.service());
			}
		}
		List<String> newerThere = theirs.stream()
			.filter((entry) -> entry.isNewerThan(this.map.get(entry.service())))
			.map(RouteEntry::service)
			.toList();
		sendEntries(sender, newerHere);
		if (!newerThere.isEmpty()) {
			mend(sender, new RouteMessage.Ask(newerThere));
		}
	}

	private void sendEntries(Node to, List<String> services) {
		Set<String> wanted = new HashSet<>(services);
		List<RouteEntry> entries = this.map.entries()
			.stream()
			.filter((entry) -> wanted.contains(entry.service()))
			.toList();
		RouteFormat.encodeAll(entries)
			.forEach((message) -> this.messaging.sendOnce(to.id(), Messaging.Subject.ROUTE, message));
	}

	/**
	 * Entries are stamped and digests are told again: neither order nor loss matters
	 * here.
	 */
	private void mend(Node to, RouteMessage message) {
		this.messaging.sendOnce(to.id(), Messaging.Subject.ROUTE, RouteFormat.encode(message));
	}

	/**
	 * Tell whether a cutover is under way.
	 */
	boolean isCuttingOver() {
		return this.map.entries().stream().anyMatch(RouteReplica::isCuttingOver);
	}

	private static boolean isCuttingOver(RouteEntry entry) {
		return entry.route() != null && entry.route().isCuttingOver();
	}

	/**
	 * Take the cutovers further, or tell who does what was counted here.
	 */
	void judge() {
		refresh();
		List<RouteEntry> active = this.map.entries().stream().filter(RouteReplica::isCuttingOver).toList();
		if (!leads()) {
			this.conductor.retain(Set.of());
			report(active);
			return;
		}
		Map<String, ServiceCounts> own = counts(active);
		this.conductor.retain(own.keySet());
		this.conductor.accept(self(), own);
		active.forEach(this::judge);
		if (!isCuttingOver()) {
			this.conductor.retain(Set.of()); // nobody looks again before the next begins
		}
	}

	private void judge(RouteEntry entry) {
		Route route = entry.route();
		Cutover cutover = (route != null) ? route.cutover() : null;
		if (route == null || cutover == null) {
			return;
		}
		Cutover next = this.conductor.judge(entry, cutover, millis(this.clock.last()));
		if (!next.equals(cutover)) {
			logger.info("The cutover of '{}' to version {} is now {} at {} %: {}", entry.service(), next.plan().to(),
					next.phase(), next.weight(), next.events().get(next.events().size() - 1).why());
			write(new RouteEntry(entry.service(), entry.generation(), this.clock.now(), self().value(),
					Route.of(route.policy(), next)));
		}
	}

	private void report(List<RouteEntry> active) {
		if (!active.isEmpty() && !this.view.coordinator().equals(self())) {
			this.messaging.send(this.view.coordinator(), Messaging.Subject.ROUTE,
					RouteFormat.encode(new RouteMessage.Report(counts(active))));
		}
	}

	private Map<String, ServiceCounts> counts(List<RouteEntry> active) {
		Map<String, ServiceMeasure> known = this.measures.services();
		Map<String, ServiceCounts> counts = new TreeMap<>();
		active.forEach((entry) -> {
			ServiceMeasure measure = known.get(entry.service());
			counts.put(entry.service(), (measure != null) ? measure.counts() : ServiceCounts.NONE);
		});
		return counts;
	}

	private boolean leads() {
		return this.view.coordinator().equals(self()) && this.view.find(self()) != null
				&& this.cluster.status().get() == MembershipStatus.MEMBER;
	}

	private NodeId self() {
		return this.cluster.self().id();
	}

	/** Stamps are written by all nodes alike, whatever their wall clocks say. */
	long nowMillis() {
		return millis(this.clock.now());
	}

	private static long millis(long stamp) {
		return new HybridTimestamp(stamp, 0).millis();
	}

}
