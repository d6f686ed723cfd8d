package dev.mesh.rpc.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Requests by id. Whoever numbers them counts up, so the low bits of an id are its place
 * in an array, and a usual hash table would be a poor one: it would put them side by side
 * and move them all up when the oldest goes. Ids whose place is taken, by a request that
 * takes much longer than others, go into a map. Not safe for use by several threads.
 *
 * @param <T> what there is of each request
 */
final class RequestTable<T> {

	private static final int FIRST_PLACES = 64;

	private static final int MOST_PLACES = 16 * 1024;

	private int[] ids = new int[FIRST_PLACES];

	private @Nullable Object[] places = new @Nullable Object[FIRST_PLACES];

	private final Map<Integer, T> others = new HashMap<>();

	private int placed;

	int size() {
		return this.placed + this.others.size();
	}

	boolean isEmpty() {
		return size() == 0;
	}

	@Nullable T get(int id) {
		int place = place(id);
		if (this.places[place] != null && this.ids[place] == id) {
			return at(place);
		}
		return this.others.isEmpty() ? null : this.others.get(id);
	}

	/**
	 * Add a request.
	 * @param id its id
	 * @param request the request
	 * @return whether there was none with that id
	 */
	boolean add(int id, T request) {
		if (get(id) != null) {
			return false;
		}
		if (this.places[place(id)] != null && 2 * this.placed >= this.ids.length && this.ids.length < MOST_PLACES) {
			grow();
		}
		put(id, request);
		return true;
	}

	private void put(int id, T request) {
		int place = place(id);
		if (this.places[place] == null) {
			this.ids[place] = id;
			this.places[place] = request;
			this.placed++;
		}
		else {
			this.others.put(id, request);
		}
	}

	private void grow() {
		int[] formerIds = this.ids;
		@Nullable Object[] former = this.places;
		this.ids = new int[2 * formerIds.length];
		this.places = new @Nullable Object[2 * formerIds.length];
		this.placed = 0;
		for (int i = 0; i < former.length; i++) {
			T request = cast(former[i]);
			if (request != null) {
				put(formerIds[i], request);
			}
		}
	}

	/**
	 * Take out a request.
	 * @param id its id
	 * @return the request, or {@code null} if there is none with that id
	 */
	@Nullable T remove(int id) {
		int place = place(id);
		T found = at(place);
		if (found != null && this.ids[place] == id) {
			this.places[place] = null;
			this.placed--;
			return found;
		}
		return this.others.isEmpty() ? null : this.others.remove(id);
	}

	/**
	 * Return all requests.
	 * @return a copy, in no order
	 */
	List<T> all() {
		List<T> all = new ArrayList<>(size());
		for (int place = 0; place < this.places.length; place++) {
			T request = at(place);
			if (request != null) {
				all.add(request);
			}
		}
		all.addAll(this.others.values());
		return all;
	}

	/**
	 * Take out all requests that satisfy a condition.
	 * @param condition the condition
	 * @return the requests, in no order
	 */
	List<T> removeAll(Predicate<? super T> condition) {
		List<T> removed = new ArrayList<>();
		for (int place = 0; place < this.places.length; place++) {
			T request = at(place);
			if (request != null && condition.test(request)) {
				removed.add(request);
				this.places[place] = null;
				this.placed--;
			}
		}
		this.others.values().removeIf((request) -> condition.test(request) && removed.add(request));
		return removed;
	}

	private int place(int id) {
		return id & (this.ids.length - 1);
	}

	private @Nullable T at(int place) {
		return cast(this.places[place]);
	}

	@SuppressWarnings("unchecked") // nothing else is put there
	private @Nullable T cast(@Nullable Object request) {
		return (T) request;
	}

}
