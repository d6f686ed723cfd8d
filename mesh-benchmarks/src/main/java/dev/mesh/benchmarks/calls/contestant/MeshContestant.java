package dev.mesh.benchmarks.calls.contestant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.mesh.benchmarks.calls.work.Order;
import dev.mesh.benchmarks.calls.work.OrderDesk;
import dev.mesh.benchmarks.calls.work.PlainOrderDesk;
import dev.mesh.rpc.NotExecutedException;
import dev.mesh.spring.ImportMeshServices;
import dev.mesh.spring.MeshService;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Mesh as an application has it: two Spring Boot applications that form a cluster, and
 * the injected contract. Membership, directory, deadlines, drain tracking, Actuator and
 * metrics are on.
 */
final class MeshContestant implements Contestant {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final String id;

	private final String title;

	private final int javaRelease;

	private final List<String> settings;

	private MeshContestant(String id, String title, int javaRelease, String... settings) {
		this.id = id;
		this.title = title;
		this.javaRelease = javaRelease;
		this.settings = List.of(settings);
	}

	static List<Contestant> variants() {
		return List.of(new MeshContestant("mesh", "Mesh", 17),
				new MeshContestant("mesh-workers", "Mesh, workers alone", 17, "mesh.rpc.inline-short-calls=false"),
				new MeshContestant("mesh-virtual", "Mesh, virtual threads", 25, "spring.threads.virtual.enabled=true"),
				new MeshContestant("mesh-tls", "Mesh, TLS", 17, "mesh.token=for-this-benchmark-only"));
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public String title() {
		return this.title;
	}

	@Override
	public int javaRelease() {
		return this.javaRelease;
	}

	@Override
	public Stop serve(int port) {
		return start(ServingApplication.class, "mesh.node.name=desk", "mesh.cluster-port=" + port)::close;
	}

	@Override
	public Connection connect(int port) throws InterruptedException {
		ConfigurableApplicationContext context = start(CallingApplication.class, "mesh.node.name=caller",
				"mesh.cluster-port=0", "mesh.peers=127.0.0.1:" + port);
		OrderDesk desk = context.getBean(OrderDesk.class);
		awaitReady(desk);
		return new Connection(desk, context::close);
	}

	private ConfigurableApplicationContext start(Class<?> application, String... own) {
		List<String> properties = new ArrayList<>(List.of("spring.main.banner-mode=off", "mesh.cluster-name=benchmark",
				// As many as the widest cell has in flight; the default is 1,024.
				"mesh.rpc.queue=8192"));
		properties.addAll(this.settings);
		properties.addAll(Arrays.asList(own));
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.properties(properties.toArray(String[]::new))
			.run();
	}

	private static void awaitReady(OrderDesk desk) throws InterruptedException {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (true) {
			try {
				desk.place(Order.sample(0));
				return;
			}
			catch (NotExecutedException ex) {
				if (System.nanoTime() - end >= 0) {
					throw ex;
				}
				// The plan that places the desk is still on its way.
				Thread.sleep(20);
			}
		}
	}

	/**
	 * The node that has the desk.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Desk.class)
	static class ServingApplication {

	}

	/**
	 * The node that calls it.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportMeshServices(OrderDesk.class)
	static class CallingApplication {

	}

	/**
	 * The desk.
	 */
	@MeshService
	static class Desk extends PlainOrderDesk implements OrderDesk {

	}

}
