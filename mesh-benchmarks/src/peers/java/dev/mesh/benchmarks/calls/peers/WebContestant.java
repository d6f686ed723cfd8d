package dev.mesh.benchmarks.calls.peers;

import java.util.concurrent.CompletableFuture;

import dev.mesh.benchmarks.calls.contestant.Contestant;
import dev.mesh.benchmarks.calls.work.Order;
import dev.mesh.benchmarks.calls.work.OrderDesk;
import dev.mesh.benchmarks.calls.work.PlainOrderDesk;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/**
 * Spring MVC on Tomcat and Spring's RestClient, with JSON: what calls between Spring
 * applications are usually made of.
 */
final class WebContestant implements Contestant {

	@Override
	public String id() {
		return "web";
	}

	@Override
	public String title() {
		return "Spring MVC, RestClient";
	}

	@Override
	public boolean isAsync() {
		return false;
	}

	@Override
	public Stop serve(int port) {
		return new SpringApplicationBuilder(ServingApplication.class).registerShutdownHook(false)
			.properties("server.port=" + port, "server.address=127.0.0.1", "mesh.enabled=false",
					"spring.main.banner-mode=off",
					// Else every hundredth call would open a connection.
					"server.tomcat.max-keep-alive-requests=-1")
			.run()::close;
	}

	@Override
	public Connection connect(int port) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(CallingApplication.class)
			.web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.properties("mesh.enabled=false", "spring.main.banner-mode=off")
			.run();
		RestClient client = context.getBean(RestClient.Builder.class).baseUrl("http://127.0.0.1:" + port).build();
		return new Connection(new Desk(client), context::close);
	}

	/**
	 * The server.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(DeskController.class)
	static class ServingApplication {

	}

	/**
	 * The caller.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class CallingApplication {

	}

	/**
	 * The desk as a controller.
	 */
	@RestController
	static class DeskController {

		private final OrderDesk desk = new PlainOrderDesk();

		@PostMapping("/orders")
		Order place(@RequestBody Order order) {
			return this.desk.place(order);
		}

		@PostMapping(path = "/echo", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
		byte[] echo(@RequestBody byte[] bytes) {
			return this.desk.echo(bytes);
		}

	}

	/**
	 * Calls through RestClient.
	 */
	private static final class Desk implements OrderDesk {

		private final RestClient client;

		private Desk(RestClient client) {
			this.client = client;
		}

		@Override
		public Order place(Order order) {
			return required(this.client.post()
				.uri("/orders")
				.contentType(MediaType.APPLICATION_JSON)
				.body(order)
				.retrieve()
				.body(Order.class));
		}

		@Override
		public byte[] echo(byte[] bytes) {
			return required(this.client.post()
				.uri("/echo")
				.contentType(MediaType.APPLICATION_OCTET_STREAM)
				.body(bytes)
				.retrieve()
				.body(byte[].class));
		}

		@Override
		public CompletableFuture<Order> placeAsync(Order order) {
			throw new UnsupportedOperationException("RestClient only waits");
		}

		@Override
		public CompletableFuture<byte[]> echoAsync(byte[] bytes) {
			throw new UnsupportedOperationException("RestClient only waits");
		}

		private static <T> T required(@Nullable T body) {
			if (body == null) {
				throw new IllegalStateException("the reply was empty");
			}
			return body;
		}

	}

}
