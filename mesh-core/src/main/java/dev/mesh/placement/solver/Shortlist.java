package dev.mesh.placement.solver;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The hosts worth a look for an instance: those that attract it by who is there, by calls
 * that enter there or because it came from there; and of the others all where there are
 * few, in a large cluster in each zone the emptiest. It depends on the state alone, not
 * on how the state came about.
 */
final class Shortlist {

	/** Up to so many hosts all are looked at. */
	static final int FEW = 256;

	/** Somebody on more hosts than this is near anyway. */
	private static final int RARE = 32;

	private static final int EMPTIEST = 96;

	private static final int EMPTIEST_IN_ZONE = 4;

	private static final int[] UNKNOWN = new int[0];

	private final State state;

	private final Model model;

	private final int perZone;

	/** By zone: its hosts, the emptiest first. */
	private final int[][] byZone;

	/** By pool: the emptiest hosts, {@link #UNKNOWN} until they are asked for. */
	private final int[][] emptiest;

	private final int[] attractive;

	private int attractiveCount;

	/** By host: the round in which it was found to be attractive. */
	private final int[] seen;

	private int round;

	private final long[] saving;

	private long savingAnywhere;

	private int[] others = new int[0];

	Shortlist(State state) {
		this.state = state;
		this.model = state.model;
		this.attractive = new int[this.model.hostCount()];
		this.seen = new int[this.model.hostCount()];
		this.saving = new long[this.model.hostCount()];
		this.byZone = new int[this.model.geography.zones][];
		this.emptiest = new int[this.model.pools][];
		this.perZone = Math.max(EMPTIEST_IN_ZONE, EMPTIEST / Math.max(1, this.byZone.length));
		refresh();
	}

	/** Looks anew which hosts are the emptiest. */
	void refresh() {
		if (this.model.hostCount() <= FEW) {
			return;
		}
		Arrays.fill(this.emptiest, UNKNOWN);
		int[] size = new int[this.byZone.length];
		for (int zone = 0; zone < size.length; zone++) {
			this.byZone[zone] = new int[this.model.geography.sizeOfZone[zone]];
		}
		for (int host : hostsByPrice()) {
			int zone = this.model.geography.zone[host];
			this.byZone[zone][size[zone]++] = host;
		}
	}

	/** The hosts by what an average instance costs there, then by position. */
	private int[] hostsByPrice() {
		int hosts = this.model.hostCount();
		long mean = meanSize();
		long[] keys = new long[hosts];
		for (int host = 0; host < hosts; host++) {
			long load = this.state.load(host);
			long price = this.model.load.cost(host, load + mean) - this.model.load.cost(host, load);
			keys[host] = Math.min(price, Long.MAX_VALUE / hosts - 1) * hosts + host;
		}
		Arrays.sort(keys);
		return Arrays.stream(keys).mapToInt((key) -> (int) (key % hosts)).toArray();
	}

	private long meanSize() {
		long sum = 0;
		for (long size : this.model.load.size) {
			sum += size;
		}
		return Math.max(1, sum / Math.max(1, this.model.serviceCount()));
	}

	/** Tells whether the list for a service has all hosts on which it may be. */
	boolean isComplete(int service) {
		return this.model.allowed[service].length <= FEW;
	}

	/** Makes the list for a service, to be read until the next is made. */
	void look(int service) {
		this.round++;
		this.attractiveCount = 0;
		this.savingAnywhere = 0;
		int[] peers = this.model.attraction.peers[service];
		for (int i = 0; i < peers.length; i++) {
			offerHostsOf(peers[i], service, i);
		}
		offerEntries(service);
		offerReturns(service);
		this.others = isComplete(service) ? this.model.allowed[service] : emptiest(this.model.pool[service]);
	}

	private void offerHostsOf(int peer, int service, int position) {
		Attraction attraction = this.model.attraction;
		int hosts = this.state.counts.hostCount(peer);
		if (hosts > RARE) {
			this.savingAnywhere += attraction.most[service][position];
			return;
		}
		long once = attraction.once[service][position];
		long each = attraction.each[service][position];
		for (int i = 0; i < hosts; i++) {
			int host = this.state.counts.host(peer, i);
			offer(service, host, once + each * this.state.counts.at(peer, host));
		}
	}

	private void offerEntries(int service) {
		CallGraph.@Nullable Entering entering = this.model.calls.entering[service];
		if (entering == null) {
			return;
		}
		if (entering.hosts.length > RARE) {
			this.savingAnywhere += entering.most;
			return;
		}
		for (int host : entering.hosts) {
			offer(service, host, entering.byHost[host]);
		}
	}

	/** Where one is missing that has run there, one more saves the price of its move. */
	private void offerReturns(int service) {
		Kept kept = this.model.kept[service];
		for (int i = 0; i < kept.hosts.length; i++) {
			if (this.state.counts.at(service, kept.hosts[i]) < kept.counts[i]) {
				offer(service, kept.hosts[i], this.model.movingPrice[service]);
			}
		}
	}

	private void offer(int service, int host, long saved) {
		if (this.model.limit[service][host] == 0) {
			return;
		}
		if (this.seen[host] != this.round) {
			this.seen[host] = this.round;
			this.saving[host] = 0;
			this.attractive[this.attractiveCount++] = host;
		}
		this.saving[host] += saved;
	}

	private int[] emptiest(Pool pool) {
		int[] known = this.emptiest[pool.position];
		if (known == UNKNOWN) {
			known = findEmptiest(pool);
			this.emptiest[pool.position] = known;
		}
		return known;
	}

	private int[] findEmptiest(Pool pool) {
		int[] found = new int[this.perZone * this.byZone.length];
		int size = 0;
		for (int[] zone : this.byZone) {
			int most = size + this.perZone;
			for (int i = 0; i < zone.length && size < most; i++) {
				if (pool.limit[zone[i]] > 0) {
					found[size++] = zone[i];
				}
			}
		}
		return Arrays.copyOf(found, size);
	}

	/** How many hosts attract the service. */
	int attractiveCount() {
		return this.attractiveCount;
	}

	/** One of the hosts that attract the service. */
	int attractive(int position) {
		return this.attractive[position];
	}

	/** Tells whether a host attracts the service. */
	boolean isAttractive(int host) {
		return this.seen[host] == this.round;
	}

	/** What an attractive host saves at most beyond {@link #savingAnywhere()}. */
	long saving(int host) {
		return this.saving[host];
	}

	/** What those save at most who are on so many hosts that these are not listed. */
	long savingAnywhere() {
		return this.savingAnywhere;
	}

	/**
	 * The other hosts worth a look, with some of the attractive ones among them; not to
	 * be written.
	 */
	int[] others() {
		return this.others;
	}

}
