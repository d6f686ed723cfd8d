package dev.mesh.demo.cart;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

abstract class CartsTests {

	private final String user = "user-" + UUID.randomUUID();

	@Autowired
	Carts carts;

	@Test
	void addsUpAndCapsTheQuantity() {
		this.carts.add(this.user, new CartLine("teapot", 2), "a");
		assertThat(this.carts.add(this.user, new CartLine("teapot", 3), "b").lines())
			.containsExactly(new CartLine("teapot", 5));
		assertThat(this.carts.add(this.user, new CartLine("teapot", 99), "c").lines())
			.containsExactly(new CartLine("teapot", Carts.MAX_QUANTITY));
	}

	@Test
	void addsNothingForARepeatedRequest() {
		this.carts.add(this.user, new CartLine("teapot", 2), "a");
		assertThat(this.carts.add(this.user, new CartLine("teapot", 2), "a").lines())
			.containsExactly(new CartLine("teapot", 2));
	}

	@Test
	void setsAndRemoves() {
		this.carts.set(this.user, new CartLine("candle", 4));
		assertThat(this.carts.of(this.user).lines()).containsExactly(new CartLine("candle", 4));
		assertThat(this.carts.set(this.user, new CartLine("candle", 0)).lines()).isEmpty();
	}

	@Test
	void givesALineToOneOrderOnly() {
		this.carts.add(this.user, new CartLine("teapot", 1), "a");
		String first = order();
		assertThat(this.carts.claim(this.user, first).lines()).containsExactly(new CartLine("teapot", 1));
		assertThat(this.carts.claim(this.user, order()).lines()).isEmpty();
		assertThat(this.carts.claim(this.user, first).lines()).containsExactly(new CartLine("teapot", 1));
		assertThat(this.carts.of(this.user).lines()).isEmpty();
	}

	@Test
	void anEmptyClaimCanBeMadeAgainWhenThereIsSomething() {
		String order = order();
		assertThat(this.carts.claim(this.user, order).lines()).isEmpty();
		this.carts.add(this.user, new CartLine("teapot", 1), "a");
		assertThat(this.carts.claim(this.user, order).lines()).hasSize(1);
	}

	@Test
	void takesBackWhatAnOrderGivesBackForGood() {
		this.carts.add(this.user, new CartLine("teapot", 1), "a");
		String order = order();
		this.carts.claim(this.user, order);
		this.carts.giveBack(this.user, order);
		this.carts.giveBack(this.user, order);
		assertThat(this.carts.claim(this.user, order).lines()).isEmpty();
		assertThat(this.carts.of(this.user).lines()).containsExactly(new CartLine("teapot", 1));
	}

	@Test
	void aClaimThatComesAfterItsReturnGetsNothing() {
		this.carts.add(this.user, new CartLine("teapot", 1), "a");
		String order = order();
		this.carts.giveBack(this.user, order);
		assertThat(this.carts.claim(this.user, order).lines()).isEmpty();
		assertThat(this.carts.of(this.user).lines()).hasSize(1);
	}

	private static String order() {
		return UUID.randomUUID().toString();
	}

}
