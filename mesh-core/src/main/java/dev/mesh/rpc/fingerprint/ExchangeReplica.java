package dev.mesh.rpc.fingerprint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.mesh.cluster.Messaging;
import dev.mesh.cluster.Node;
import dev.mesh.cluster.NodeId;
import dev.mesh.cluster.View;
import dev.mesh.control.MalformedMessageException;
import dev.mesh.rpc.contract.WireHash;
import dev.mesh.rpc.fingerprint.Agreements.Form;
import dev.mesh.rpc.fingerprint.ExchangeMessage.Answer;
import dev.mesh.rpc.fingerprint.ExchangeMessage.Ask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of the exchange that its thread owns: every method is a task of the loop.
 * Bounded by the contracts that the members of the view have; what no member has any more
 * is forgotten.
 */
final class ExchangeReplica {

	/**
	 * How often what is missing is asked for again.
	 */
	static final Duration INTERVAL = Duration.ofMillis(200);

	/** Far more than versions of an application run side by side. */
	static final int MAX_FORMS = 4096;

	private static final int MAX_ASKED = 64;

	private static final Logger logger = LoggerFactory.getLogger(ExchangeReplica.class);

	private final Messaging messaging;

	private final Supplier<View> views;

	private final Supplier<NodeId> self;

	private final Map<String, KnownContract> own;

	private final Consumer<Map<Form, Agreement>> learned;

	private final Map<Form, Agreement> compared;

	private View seen = new View(0, 0, new NodeId(0), List.of());

	/** What the members of that view have and this node has not. */
	private Map<Form, List<Node>> held = Map.of();

	/** Grows with every round, so that each holder of a form is asked in turn. */
	private int round;

	ExchangeReplica(Messaging messaging, Supplier<View> views, Supplier<NodeId> self, Map<String, KnownContract> own,
			Map<Form, Agreement> compared, Consumer<Map<Form, Agreement>> learned) {
		this.messaging = messaging;
		this.views = views;
		this.self = self;
		this.own = own;
		this.compared = new HashMap<>(compared);
		this.learned = learned;
	}

	/**
	 * Catch up with the view and ask for what is missing.
	 * @return whether anything is
	 */
	boolean refresh() {
		look();
		Map<NodeId, List<Long>> asked = new LinkedHashMap<>();
		this.held.forEach((form, nodes) -> {
			if (!this.compared.containsKey(form)) {
				Node one = nodes.get(Math.floorMod(this.round, nodes.size()));
				List<Long> fingerprints = asked.computeIfAbsent(one.id(), (id) -> new ArrayList<>());
				if (fingerprints.size() < MAX_ASKED) {
					fingerprints.add(form.fingerprint());
				}
			}
		});
		asked.forEach((node, fingerprints) -> this.messaging.sendOnce(node, Messaging.Subject.CONTRACT,
				ExchangeFormat.encode(new Ask(fingerprints))));
		this.round++;
		return !asked.isEmpty();
	}

	/** All members are gone through once for each view, however often this is asked. */
	private void look() {
		View view = this.views.get();
		if (view.number() == this.seen.number() && view.epoch() == this.seen.epoch()) {
			return;
		}
		this.seen = view;
		this.held = holders();
		if (this.compared.keySet().retainAll(this.held.keySet())) {
			this.learned.accept(this.compared);
		}
	}

	/** The forms that members have and this node has not, with those members. */
	private Map<Form, List<Node>> holders() {
		Map<Form, List<Node>> holders = new LinkedHashMap<>();
		for (Node member : this.seen.members()) {
			if (!member.id().equals(this.self.get())) {
				new TreeMap<>(member.contracts()).forEach((service, fingerprint) -> {
					KnownContract known = this.own.get(service);
					Form form = new Form(service, fingerprint);
					if (known != null && known.fingerprint() != fingerprint
							&& (holders.size() < MAX_FORMS || holders.containsKey(form))) {
						holders.computeIfAbsent(form, (added) -> new ArrayList<>()).add(member);
					}
				});
			}
		}
		return holders;
	}

	void onMessage(Node sender, byte[] payload) {
		try {
			ExchangeMessage message = ExchangeFormat.decode(payload);
			if (message instanceof Ask ask) {
				answer(sender, ask);
			}
			else if (message instanceof Answer answer) {
				take(sender, answer.bytes());
			}
		}
		catch (MalformedMessageException ex) {
			logger.warn("A message about contracts from {} is malformed and was dropped: {}. Check its version.",
					sender.name(), ex.getMessage());
		}
	}

	private void answer(Node sender, Ask ask) {
		ask.fingerprints()
			.stream()
			.distinct()
			.limit(MAX_ASKED)
			.forEach((fingerprint) -> this.own.values()
				.stream()
				.filter((known) -> known.fingerprint() == fingerprint)
				.findFirst()
				.ifPresent((known) -> this.messaging.sendOnce(sender.id(), Messaging.Subject.CONTRACT,
						ExchangeFormat.encode(new Answer(known.bytes())))));
	}

	/**
	 * The fingerprint is that of the bytes, so it does not matter who sent them, and what
	 * nobody has announced is dropped.
	 */
	private void take(Node sender, byte[] bytes) {
		look();
		long fingerprint = WireHash.of(bytes);
		boolean news = false;
		for (Form form : this.held.keySet()) {
			if (form.fingerprint() == fingerprint && !this.compared.containsKey(form)) {
				this.compared.put(form, compare(form.service(), bytes, sender));
				news = true;
			}
		}
		if (news) {
			this.learned.accept(this.compared);
		}
	}

	private Agreement compare(String service, byte[] bytes, Node sender) {
		KnownContract known = this.own.get(service);
		if (known == null) {
			return Agreement.UNKNOWN;
		}
		try {
			Agreement agreement = Agreement.of(known.contract(), known.shape(), ShapeFormat.decode(bytes));
			logger.info("The contract of '{}' on {} is another than here: {} method(s) cannot be called there. "
					+ "/actuator/mesh/services tells which.", service, sender.name(), refused(agreement));
			return agreement;
		}
		catch (MalformedMessageException ex) {
			logger.warn("The contract of '{}' on {} cannot be read: {}. No calls are made. Check its version.", service,
					sender.name(), ex.getMessage());
			return Agreement.none(known.contract(),
					"the contract on " + Compatibility.PEER + " cannot be read here: " + ex.getMessage());
		}
	}

	private static long refused(Agreement agreement) {
		return agreement.calling()
			.values()
			.stream()
			.filter((verdict) -> verdict.level() == Compatibility.Level.INCOMPATIBLE)
			.count();
	}

}
