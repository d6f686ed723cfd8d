package dev.mesh.demo.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

abstract class InventoryTests {

	@Autowired
	Inventory inventory;

	@Test
	void reservesOncePerOrder() {
		String order = order();
		int before = level("teapot");
		this.inventory.reserve(order, List.of(new Item("teapot", 2)));
		this.inventory.reserve(order, List.of(new Item("teapot", 2)));
		assertThat(level("teapot")).isEqualTo(before - 2);
	}

	@Test
	void reservesAllOrNothing() {
		int before = level("candle");
		assertThatExceptionOfType(OutOfStockException.class).isThrownBy(
				() -> this.inventory.reserve(order(), List.of(new Item("candle", 1), new Item("ridge-tent", 60_000))))
			.withMessageContaining("'ridge-tent'");
		assertThat(level("candle")).isEqualTo(before);
	}

	@Test
	void putsBackWhatIsReleasedOnce() {
		String order = order();
		int before = level("notebook");
		this.inventory.reserve(order, List.of(new Item("notebook", 3)));
		this.inventory.release(order);
		this.inventory.release(order);
		assertThat(level("notebook")).isEqualTo(before);
	}

	@Test
	void refusesAReservationThatComesAfterItsRelease() {
		String order = order();
		this.inventory.release(order);
		assertThatExceptionOfType(OutOfStockException.class)
			.isThrownBy(() -> this.inventory.reserve(order, List.of(new Item("notebook", 1))));
	}

	@Test
	void neverSellsMoreThanThereIs() throws Exception {
		int stock = level("record-player");
		List<Callable<Boolean>> buyers = new ArrayList<>();
		for (int i = 0; i < stock + 8; i++) {
			buyers.add(() -> buys("record-player"));
		}
		ExecutorService pool = Executors.newFixedThreadPool(8);
		try {
			assertThat(pool.invokeAll(buyers)).filteredOn(InventoryTests::succeeded).hasSize(stock);
		}
		finally {
			pool.shutdownNow();
		}
		assertThat(level("record-player")).isZero();
	}

	private boolean buys(String sku) {
		try {
			this.inventory.reserve(order(), List.of(new Item(sku, 1)));
			return true;
		}
		catch (OutOfStockException ex) {
			return false;
		}
	}

	private static boolean succeeded(Future<Boolean> purchase) {
		try {
			return purchase.get();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new AssertionError(ex);
		}
	}

	private int level(String sku) {
		return this.inventory.levels(List.of(sku)).available().getOrDefault(sku, -1);
	}

	private static String order() {
		return UUID.randomUUID().toString();
	}

}
