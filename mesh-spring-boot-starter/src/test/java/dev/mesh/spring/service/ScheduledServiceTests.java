package dev.mesh.spring.service;

import java.util.concurrent.atomic.AtomicInteger;

import dev.mesh.service.MeshNode;
import dev.mesh.spring.LocalMeshNode;
import dev.mesh.spring.MeshContexts;
import dev.mesh.spring.MeshService;
import org.aopalliance.intercept.MethodInterceptor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.config.ScheduledTaskHolder;

import static org.assertj.core.api.Assertions.assertThat;

class ScheduledServiceTests {

	@Test
	void timersRunWhileTheServiceIsLive() {
		MeshContexts.runner().withUserConfiguration(Plain.class).run(ScheduledServiceTests::runsOnlyWhileLive);
	}

	@Test
	void timersOfAProxiedServiceStopWithIt() {
		MeshContexts.runner().withUserConfiguration(Proxied.class).run((context) -> {
			assertThat(AopUtils.isAopProxy(node(context).bean("report"))).isTrue();
			runsOnlyWhileLive(context);
		});
	}

	@Test
	void switchedOffTheTimersRunLikeThoseOfAnyBean() {
		MeshContexts.runner()
			.withUserConfiguration(Plain.class)
			.withPropertyValues("mesh.enabled=false")
			.run((context) -> Awaitility.await().until(() -> context.getBean(Ticks.class).count.get() > 0));
	}

	private static void runsOnlyWhileLive(ApplicationContext context) {
		Ticks ticks = context.getBean(Ticks.class);
		Awaitility.await().until(() -> ticks.count.get() > 0);
		assertThat(tasks(context)).isEqualTo(1);
		node(context).deactivate("report");
		assertThat(tasks(context)).isZero();
		node(context).activate("report");
		assertThat(tasks(context)).isEqualTo(1);
		int before = ticks.count.get();
		Awaitility.await().until(() -> ticks.count.get() > before);
	}

	private static int tasks(ApplicationContext context) {
		return context.getBean(ScheduledTaskHolder.class).getScheduledTasks().size();
	}

	private static LocalMeshNode node(ApplicationContext context) {
		return (LocalMeshNode) context.getBean(MeshNode.class);
	}

	interface Report {

		void write();

	}

	static class Ticks {

		final AtomicInteger count = new AtomicInteger();

	}

	@MeshService(replicas = "1")
	static class NightlyReport implements Report {

		private final Ticks ticks;

		NightlyReport(Ticks ticks) {
			this.ticks = ticks;
		}

		@Override
		@Scheduled(fixedDelay = 5)
		public void write() {
			this.ticks.count.incrementAndGet();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	@Import({ Ticks.class, NightlyReport.class })
	static class Plain {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Plain.class)
	static class Proxied {

		@Bean
		static MethodInterceptor passing() {
			return (invocation) -> invocation.proceed();
		}

		@Bean
		static BeanNameAutoProxyCreator proxies() {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames("*NightlyReport");
			creator.setInterceptorNames("passing");
			return creator;
		}

	}

}
