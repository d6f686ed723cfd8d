package dev.mesh.rpc.codec;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import dev.mesh.rpc.codec.Samples.Animal;
import dev.mesh.rpc.codec.Samples.Card;
import dev.mesh.rpc.codec.Samples.Cash;
import dev.mesh.rpc.codec.Samples.Dog;
import dev.mesh.rpc.codec.Samples.Everything;
import dev.mesh.rpc.codec.Samples.Order;
import dev.mesh.rpc.codec.Samples.OrderLine;
import dev.mesh.rpc.codec.Samples.Page;
import dev.mesh.rpc.codec.Samples.Payment;
import dev.mesh.rpc.codec.Samples.Result;
import dev.mesh.rpc.codec.Samples.Size;
import dev.mesh.rpc.codec.Samples.Voucher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TypeClosureTests {

	@Test
	void typeVariablesAreResolvedThroughRecordsAndSealedTypes() throws Exception {
		assertThat(types("page")).contains(Page.class, Order.class, OrderLine.class);
		assertThat(types("result")).contains(Result.Ok.class, Result.Failed.class, Page.class, Order.class,
				OrderLine.class);
	}

	@Test
	void sealedTypesAreClosedOverTheirSubclasses() {
		assertThat(types(Payment.class)).contains(Card.class, Cash.class, Voucher.class, DayOfWeek.class)
			.doesNotContain(Payment.class);
	}

	@Test
	void superclassesEnumsWithBodiesAndArraysAreIncluded() {
		assertThat(types(Dog.class)).contains(Dog.class, Animal.class);
		assertThat(types(Size.class)).contains(Size.class, ((Object) Size.LARGE).getClass());
		assertThat(types(OrderLine[][].class)).contains(OrderLine.class, OrderLine[][].class);
	}

	@Test
	void theTableDoesNotDependOnTheOrderOfTheRoots() {
		List<Class<?>> roots = new ArrayList<>(List.of(Order.class, Everything.class, Dog.class, Size.class));
		TypeTable table = table(roots);
		assertThat(table.names()).isSorted().doesNotHaveDuplicates();
		Collections.reverse(roots);
		assertThat(table(roots)).isEqualTo(table);
		Collections.swap(roots, 0, 2);
		assertThat(table(roots)).isEqualTo(table);
	}

	@Test
	void fieldsOfDeclaredExceptionsAreIncluded() {
		TypeClosure closure = TypeClosure.builder().exception(Declared.class).build();
		assertThat(closure.types()).contains(Size.class).doesNotContain(Declared.class);
		assertThat(closure.exceptions()).containsExactly(Declared.class);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			object       | Object                      | java.lang.Object         | it may hold anything
			rawList      | List                        | java.util.List           | what it holds is not declared
			wildcards    | List[]                      | java.lang.Object         | it may hold anything
			unresolved   | Page.items[]                | java.lang.Object         | it may hold anything
			supplier     | Supplier                    | java.util.function.Supplier | has no meaning on another node
			nested       | Holder.byName{value}[].open | Open                     | Make it sealed
			thread       | Thread                      | java.lang.Thread         | has no meaning on another node
			stream       | InputStream                 | java.io.InputStream      | has no meaning on another node
			throwable    | IllegalStateException       | IllegalStateException    | only when they are thrown
			ownList      | OwnList                     | OwnList                  | only collections of the JDK
			inner        | Inner                       | Inner                    | Make it static
			hooks        | Hooks                       | Hooks                    | Java serialization
			endless      | Endless.next                | Endless                  | nest without end
			""")
	void anUnsupportedTypeIsNamedWithItsPathAndReason(String method, String path, String type, String reason) {
		assertThatExceptionOfType(UnsupportedTypeException.class).isThrownBy(() -> types(method)).satisfies((ex) -> {
			assertThat(ex.path()).startsWith(path);
			assertThat(ex.type().getTypeName()).endsWith(type);
			assertThat(ex.reason()).contains(reason);
			assertThat(ex).hasMessageContaining(ex.path()).hasMessageContaining(ex.reason());
		});
	}

	@Test
	void aTypeThatOnlyLooksLikeAHookIsFine() {
		assertThat(types(NoHooks.class)).contains(NoHooks.class);
	}

	private static Collection<Class<?>> types(String method) throws NoSuchMethodException {
		return types(type(method));
	}

	private static Type type(String method) {
		Method found = Arrays.stream(Contract.class.getDeclaredMethods())
			.filter((it) -> it.getName().equals(method))
			.findFirst()
			.orElseThrow();
		return found.getGenericReturnType();
	}

	private static Collection<Class<?>> types(Type root) {
		return TypeClosure.builder().value(root).build().types();
	}

	private static TypeTable table(List<Class<?>> roots) {
		TypeClosure.Builder builder = TypeClosure.builder();
		roots.forEach(builder::value);
		return builder.build().table();
	}

	@SuppressWarnings("rawtypes")
	interface Contract {

		Page<Order> page();

		Optional<Result<Page<? extends Order>>> result();

		Object object();

		List rawList();

		List<?> wildcards();

		<T> Page<T> unresolved();

		Supplier<String> supplier();

		Holder nested();

		Thread thread();

		InputStream stream();

		IllegalStateException throwable();

		OwnList ownList();

		Inner inner();

		Hooks hooks();

		Endless<String> endless();

	}

	interface Open {

	}

	record Element(Open open) {
	}

	record Holder(Map<String, List<Element>> byName) {
	}

	static class OwnList extends ArrayList<String> {

	}

	@SuppressWarnings("ClassCanBeStatic")
	class Inner {

	}

	static class Hooks {

		protected Object writeReplace() {
			return "replaced";
		}

	}

	record NoHooks(String readObject) {
	}

	record Endless<T>(T value, Endless<List<T>> next) {
	}

	static class Declared extends Exception {

		private final List<Size> sizes = List.of();

		List<Size> sizes() {
			return this.sizes;
		}

	}

}
