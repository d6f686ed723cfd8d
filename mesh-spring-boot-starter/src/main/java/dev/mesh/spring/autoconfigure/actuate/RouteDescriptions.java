package dev.mesh.spring.autoconfigure.actuate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import dev.mesh.cluster.Node;
import dev.mesh.directory.DirectorySnapshot;
import dev.mesh.directory.DirectorySnapshot.HostedInstance;
import dev.mesh.directory.InstanceStatus;
import dev.mesh.directory.NodeEntry;
import dev.mesh.directory.ServiceOffer;
import dev.mesh.directory.Versions;
import dev.mesh.route.MirrorPolicy;
import dev.mesh.route.Route;
import dev.mesh.route.RouteBook;
import dev.mesh.route.RoutePolicy;
import dev.mesh.route.cutover.Cutover;
import dev.mesh.route.cutover.CutoverEvent;
import dev.mesh.route.cutover.Sample;
import dev.mesh.route.measure.MirrorCounts;
import dev.mesh.route.measure.ServiceCounts;
import dev.mesh.route.measure.ServiceMeasure;
import dev.mesh.route.measure.VersionCounts;
import dev.mesh.service.MeshNode;
import dev.mesh.spring.autoconfigure.actuate.RoutesDescriptor.CutoverDescriptor;
import dev.mesh.spring.autoconfigure.actuate.RoutesDescriptor.CutoverEventDescriptor;
import dev.mesh.spring.autoconfigure.actuate.RoutesDescriptor.MatchDescriptor;
import dev.mesh.spring.autoconfigure.actuate.RoutesDescriptor.MirrorCountsDescriptor;
import dev.mesh.spring.autoconfigure.actuate.RoutesDescriptor.MirrorDescriptor;
import dev.mesh.spring.autoconfigure.actuate.RoutesDescriptor.MismatchDescriptor;
import dev.mesh.spring.autoconfigure.actuate.RoutesDescriptor.PolicyDescriptor;
import dev.mesh.spring.autoconfigure.actuate.RoutesDescriptor.RouteDescriptor;
import dev.mesh.spring.autoconfigure.actuate.RoutesDescriptor.SampleDescriptor;
import dev.mesh.spring.autoconfigure.actuate.RoutesDescriptor.VersionDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Describes routes as this node sees them.
 */
final class RouteDescriptions {

	private final DirectorySnapshot directory;

	private final RouteBook book;

	private final MeshNode node;

	RouteDescriptions(MeshNode node) {
		this.node = node;
		this.directory = node.directory().snapshot();
		this.book = node.routes().book().get();
	}

	RoutesDescriptor all() {
		Set<String> names = new TreeSet<>(this.book.effective().keySet());
		for (NodeEntry entry : this.directory.entries().values()) {
			for (ServiceOffer offer : entry.offers()) {
				if (!names.contains(offer.service().name()) && versions(offer.service().name()).size() > 1) {
					names.add(offer.service().name());
				}
			}
		}
		return new RoutesDescriptor(names.stream().map(this::describe).toList());
	}

	/**
	 * Describe the route of one service.
	 * @param service its name
	 * @return the route, or {@code null} if no live node offers the service and nobody
	 * decided about it
	 */
	@Nullable RouteDescriptor find(String service) {
		boolean known = !versions(service).isEmpty() || this.book.effective().containsKey(service);
		return known ? describe(service) : null;
	}

	/** The nodes with a ready instance by version, also of versions that have none. */
	SortedMap<String, List<String>> versions(String service) {
		SortedMap<String, List<String>> versions = new TreeMap<>(Versions.NEWEST_FIRST);
		for (NodeEntry entry : this.directory.entries().values()) {
			for (ServiceOffer offer : entry.offers()) {
				if (offer.service().name().equals(service)) {
					versions.putIfAbsent(Versions.canonical(offer.service().version()), new ArrayList<>());
				}
			}
		}
		for (HostedInstance hosted : this.directory.instancesOf(service)) {
			List<String> nodes = versions.computeIfAbsent(Versions.canonical(hosted.instance().service().version()),
					(version) -> new ArrayList<>());
			Node host = hosted.node();
			if (hosted.instance().status() == InstanceStatus.READY && !nodes.contains(host.name())) {
				nodes.add(host.name());
			}
		}
		return versions;
	}

	private RouteDescriptor describe(String service) {
		ServiceMeasure measure = this.node.routes().measures().services().get(service);
		ServiceCounts counts = (measure != null) ? measure.counts() : ServiceCounts.NONE;
		List<VersionDescriptor> versions = new ArrayList<>();
		versions(service).forEach((version, nodes) -> versions.add(version(version, nodes, counts.of(version))));
		Route route = this.book.route(service);
		Cutover cutover = (route != null) ? route.cutover() : null;
		return new RouteDescriptor(service, this.book.origin(service), policy(this.book.policy(service)), versions,
				mirror(counts.mirror(), measure), (cutover != null) ? cutover(cutover) : null);
	}

	private static VersionDescriptor version(String version, List<String> nodes, VersionCounts counts) {
		return new VersionDescriptor(version, nodes, counts.calls(), counts.errors(),
				TimeUnit.NANOSECONDS.toMicros(counts.latencies().percentileNanos(0.99)));
	}

	private static PolicyDescriptor policy(RoutePolicy policy) {
		MirrorPolicy mirror = policy.mirror();
		return new PolicyDescriptor(policy.weights(), policy.split().toString(),
				policy.matches()
					.stream()
					.map((match) -> new MatchDescriptor(match.header(), match.value(), match.version()))
					.toList(),
				policy.pin(), policy.measure(),
				(mirror != null) ? new MirrorDescriptor(mirror.version(), mirror.share(), mirror.verify(),
						mirror.ignore().stream().map(Object::toString).toList()) : null);
	}

	private static MirrorCountsDescriptor mirror(MirrorCounts counts, @Nullable ServiceMeasure measure) {
		List<MismatchDescriptor> samples = (measure == null) ? List.of()
				: measure.mirror()
					.samples()
					.stream()
					.map((sample) -> new MismatchDescriptor(Instant.ofEpochMilli(sample.at()), sample.method(),
							sample.version(), sample.difference().path(), sample.difference().expected(),
							sample.difference().actual()))
					.toList();
		return new MirrorCountsDescriptor(counts.sent(), counts.dropped(), counts.failed(), counts.compared(),
				counts.mismatched(), new TreeMap<>(counts.fields()), samples);
	}

	private static CutoverDescriptor cutover(Cutover cutover) {
		return new CutoverDescriptor(cutover.plan().from(), cutover.plan().to(), cutover.phase(), cutover.weight(),
				cutover.events().stream().map(RouteDescriptions::event).toList());
	}

	private static CutoverEventDescriptor event(CutoverEvent event) {
		return new CutoverEventDescriptor(Instant.ofEpochMilli(event.at()), event.phase(), event.weight(), event.why(),
				sample(event.evidence().from()), sample(event.evidence().to()), event.evidence().compared(),
				event.evidence().mismatched(), event.evidence().field());
	}

	private static SampleDescriptor sample(Sample sample) {
		return new SampleDescriptor(sample.calls(), sample.errors(), sample.p99Micros());
	}

}
