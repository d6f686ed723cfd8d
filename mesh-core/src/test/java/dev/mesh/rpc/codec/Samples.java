package dev.mesh.rpc.codec;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Types as contracts have them.
 */
final class Samples {

	private Samples() {
	}

	record OrderLine(String sku, int quantity, BigDecimal price) {
	}

	record Order(UUID id, String customer, List<OrderLine> lines, Instant placed) {

		static Order example() {
			return new Order(new UUID(0x1234_5678_9abc_def0L, 0x0fed_cba9_8765_4321L), "customer-4711",
					List.of(new OrderLine("SKU-00001", 1, new BigDecimal("19.90")),
							new OrderLine("SKU-00002", 2, new BigDecimal("5.00")),
							new OrderLine("SKU-00003", 3, new BigDecimal("129.99")),
							new OrderLine("SKU-00004", 4, new BigDecimal("0.99")),
							new OrderLine("SKU-00005", 5, new BigDecimal("1499.00"))),
					Instant.parse("2026-11-21T13:00:00.123456789Z"));
		}

	}

	record Page<T>(List<T> items, int number, T first) {
	}

	sealed interface Payment permits Card, Cash, Voucher {

	}

	record Card(String number, DayOfWeek due) implements Payment {
	}

	record Cash(BigDecimal amount) implements Payment {
	}

	static final class Voucher implements Payment {

		private final String code;

		private final transient String cached;

		Voucher(String code) {
			this.code = code;
			this.cached = code + "!";
		}

		String code() {
			return this.code;
		}

		String cached() {
			return this.cached;
		}

	}

	sealed interface Result<T> {

		record Ok<T>(T value) implements Result<T> {
		}

		record Failed<T>(String reason) implements Result<T> {
		}

	}

	enum Size {

		SMALL, LARGE {
			@Override
			int factor() {
				return 2;
			}
		};

		int factor() {
			return 1;
		}

	}

	abstract static class Animal {

		private String name = "";

		String name() {
			return this.name;
		}

		void name(String name) {
			this.name = name;
		}

	}

	static class Dog extends Animal {

		private int age;

		int age() {
			return this.age;
		}

		void age(int age) {
			this.age = age;
		}

	}

	record Node(int value, @Nullable Node next) {

		static Node chain(int length) {
			Node node = new Node(0, null);
			for (int i = 1; i < length; i++) {
				node = new Node(i, node);
			}
			return node;
		}

	}

	static final class Loop {

		@Nullable Loop self;

	}

	// Contracts of others have what Error Prone would not write.
	@SuppressWarnings({ "ArrayRecordComponent", "NullableOptional" })
	record Everything(boolean flag, byte small, short shorter, char letter, int number, long big, float real,
			double precise, @Nullable Integer boxed, @Nullable String text, @Nullable Size size,
			@Nullable Optional<String> maybe, @Nullable OptionalInt count, int @Nullable [] numbers,
			byte @Nullable [] bytes, String @Nullable [][] table, @Nullable OrderLine @Nullable [] lines,
			@Nullable Collection<String> names, @Nullable Set<DayOfWeek> days,
			@Nullable Map<Size, List<Payment>> payments, @Nullable Result<Page<Order>> result, @Nullable Number any) {
	}

}
