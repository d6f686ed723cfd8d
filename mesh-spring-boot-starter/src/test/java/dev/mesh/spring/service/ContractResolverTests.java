package dev.mesh.spring.service;

import java.io.Serializable;

import dev.mesh.spring.MeshConfigurationException;
import dev.mesh.spring.MeshService;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.InitializingBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ContractResolverTests {

	@Test
	void infrastructureInterfacesAreNoContracts() {
		assertThat(resolve(WithInfrastructure.class)).isEqualTo(First.class);
	}

	@Test
	void interfaceOfASuperclassCounts() {
		assertThat(resolve(Inheriting.class)).isEqualTo(First.class);
	}

	@Test
	void mostSpecificInterfaceWins() {
		assertThat(resolve(Specific.class)).isEqualTo(Extended.class);
	}

	@Test
	void annotationDecidesBetweenSeveral() {
		assertThat(resolve(Chosen.class)).isEqualTo(Second.class);
	}

	@Test
	void severalInterfacesAreNamed() {
		assertThatExceptionOfType(MeshConfigurationException.class).isThrownBy(() -> resolve(Ambiguous.class))
			.withMessageContaining(First.class.getName())
			.withMessageContaining(Second.class.getName())
			.satisfies((ex) -> assertThat(ex.action()).contains("contract ="));
	}

	@Test
	void serviceWithoutInterfaceIsRefused() {
		assertThatExceptionOfType(MeshConfigurationException.class).isThrownBy(() -> resolve(None.class))
			.withMessageContaining("implements no interface");
	}

	@Test
	void contractThatIsNotImplementedIsRefused() {
		assertThatExceptionOfType(MeshConfigurationException.class).isThrownBy(() -> resolve(Foreign.class))
			.withMessageContaining("does not implement its contract");
	}

	private static Class<?> resolve(Class<?> type) {
		MeshService annotation = type.getAnnotation(MeshService.class);
		assertThat(annotation).isNotNull();
		return ContractResolver.resolve(type, annotation);
	}

	interface First {

	}

	interface Second {

	}

	interface Extended extends First {

	}

	@MeshService
	static class WithInfrastructure implements First, InitializingBean, Serializable {

		@Override
		public void afterPropertiesSet() {
		}

	}

	static class Base implements First {

	}

	@MeshService
	static class Inheriting extends Base {

	}

	@MeshService
	static class Specific implements Extended {

	}

	@MeshService(contract = Second.class)
	static class Chosen implements First, Second {

	}

	@MeshService
	static class Ambiguous implements First, Second {

	}

	@MeshService
	static class None {

	}

	@MeshService(contract = Second.class)
	static class Foreign implements First {

	}

}
