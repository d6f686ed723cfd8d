package dev.mesh.rpc.traffic;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.mesh.cluster.NodeId;
import dev.mesh.directory.ServiceId;
import dev.mesh.placement.traffic.CallRate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CallTrafficTests {

	private static final NodeId SELF = new NodeId(1);

	private static final NodeId OTHER = new NodeId(2);

	private static final ServiceId CART = new ServiceId("cart", "1");

	private static final ServiceId SHOP = new ServiceId("shop", "1");

	private final AtomicLong nanos = new AtomicLong(-3);

	private final AtomicLong count = new AtomicLong();

	private final AtomicLong mask = new AtomicLong(42);

	private final CallTraffic traffic = new CallTraffic(SELF, this.nanos::get);

	@Test
	void theWindowHasTheExactNumberOfCallsHoweverFewAreSampled() {
		LocalTraffic local = this.traffic.local("cart", this.count::get, this.mask::set);
		call(local, 50_000);
		assertThat(this.mask.get()).isNotEqualTo(Picks.ALL);
		pass(5);
		assertThat(this.traffic.take().calls()).containsExactly(new CallRate(null, "cart", SELF, 10_000, 0));
		pass(5);
		assertThat(this.traffic.take().calls()).isEmpty();
		assertThat(this.mask.get()).isEqualTo(Picks.ALL);
	}

	@Test
	void callsToOtherNodesCountByTargetAndHaveASize() {
		RemoteTraffic remote = this.traffic.remote("cart");
		for (int i = 0; i < 10; i++) {
			Share sample = remote.call((i < 4) ? OTHER : new NodeId(3), true);
			if (sample != null) {
				sample.bytes(100);
				sample.bytes(200);
			}
		}
		assertThat(this.traffic.remote("cart")).isSameAs(remote);
		pass(1);
		assertThat(this.traffic.take().calls()).containsExactly(new CallRate(null, "cart", new NodeId(3), 6, 1800),
				new CallRate(null, "cart", OTHER, 4, 1200));
	}

	@Test
	void whatCannotBeTracedIsCountedAndAttributedLikeTheRest() {
		RemoteTraffic remote = this.traffic.remote("cart");
		assertThat(remote.call(OTHER, false)).isNull();
		pass(1);
		assertThat(this.traffic.take().otherCallsPerSecond()).isEqualTo(1);
		remote.call(OTHER, true);
		remote.call(OTHER, false);
		pass(1);
		assertThat(this.traffic.take().calls()).containsExactly(new CallRate(null, "cart", OTHER, 2, 0));
	}

	@Test
	void theNearestFrameOfAServiceIsTheCaller() {
		this.traffic.callers().add(CART, Cart.class);
		this.traffic.callers().add(SHOP, Shop.class);
		LocalTraffic local = this.traffic.local("stock", this.count::get, this.mask::set);
		for (int i = 0; i < 3; i++) {
			new Shop().buy(() -> new Cart().add(() -> call(local, 1)));
		}
		new Shop().buy(() -> call(local, 1));
		call(local, 2);
		pass(1);
		assertThat(this.traffic.take().calls()).containsExactlyInAnyOrder(new CallRate(CART, "stock", SELF, 3, 0),
				new CallRate(SHOP, "stock", SELF, 1, 0), new CallRate(null, "stock", SELF, 2, 0));
	}

	@Test
	void aBeanThatHasEndedOrSharesItsClassIsNoCaller() {
		this.traffic.callers().add(CART, Cart.class);
		this.traffic.callers().add(CART, Cart.class);
		this.traffic.callers().remove(CART, Cart.class);
		LocalTraffic local = this.traffic.local("stock", this.count::get, this.mask::set);
		assertThat(callerWithinCart(local)).isEqualTo(CART);
		this.traffic.callers().add(SHOP, SpecialCart.class);
		assertThat(callerWithinCart(local)).isNull();
		this.traffic.callers().remove(SHOP, SpecialCart.class);
		assertThat(callerWithinCart(local)).isEqualTo(CART);
		this.traffic.callers().remove(CART, Cart.class);
		assertThat(callerWithinCart(local)).isNull();
	}

	/** That of most calls: what was sampled before fades. */
	private @Nullable ServiceId callerWithinCart(LocalTraffic local) {
		new Cart().add(() -> call(local, 1));
		pass(1);
		return this.traffic.take().calls().get(0).caller();
	}

	@Test
	void aProxysClassIsASubclassOfItsBeans() {
		this.traffic.callers().add(CART, SpecialCart.class);
		LocalTraffic local = this.traffic.local("stock", this.count::get, this.mask::set);
		assertThat(callerWithinCart(local)).isEqualTo(CART);
	}

	@Test
	void sharesFollowACallerThatTookOver() {
		this.traffic.callers().add(CART, Cart.class);
		LocalTraffic local = this.traffic.local("stock", this.count::get, this.mask::set);
		call(local, 100);
		pass(5);
		this.traffic.take();
		for (int window = 0; window < 8; window++) {
			new Cart().add(() -> call(local, 100));
			pass(5);
			this.traffic.take();
		}
		new Cart().add(() -> call(local, 100));
		pass(5);
		assertThat(this.traffic.take().calls().get(0)).satisfies((row) -> {
			assertThat(row.caller()).isEqualTo(CART);
			assertThat(row.callsPerSecond()).isCloseTo(20, within(0.5));
		});
	}

	@Test
	void rowsAreBoundedAndTheRestIsLumped() {
		RemoteTraffic remote = this.traffic.remote("cart");
		for (int node = 0; node < 400; node++) {
			for (int i = 0; i <= node; i++) {
				remote.call(new NodeId(node), true);
			}
		}
		pass(1);
		TrafficWindow window = this.traffic.take();
		assertThat(window.calls()).hasSize(CallTraffic.MAX_ROWS)
			.first()
			.satisfies((row) -> assertThat(row.target()).isEqualTo(new NodeId(399)));
		assertThat(window.otherCallsPerSecond()).isCloseTo(144 * 145 / 2.0, within(0.01));
	}

	private void call(LocalTraffic local, int calls) {
		for (int i = 0; i < calls; i++) {
			if (Picks.picks(this.mask.get(), this.count.getAndIncrement())) {
				local.sample();
			}
		}
	}

	private void pass(int seconds) {
		this.nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
	}

	/**
	 * A service.
	 */
	static class Cart {

		void add(Runnable then) {
			then.run();
		}

	}

	/**
	 * What Spring makes of it, or another service with the same superclass.
	 */
	static class SpecialCart extends Cart {

	}

	/**
	 * Another service, which calls through a helper.
	 */
	static final class Shop {

		void buy(Runnable then) {
			new Helper().help(then);
		}

	}

	/**
	 * No service.
	 */
	static final class Helper {

		void help(Runnable then) {
			then.run();
		}

	}

}
