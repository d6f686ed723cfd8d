package dev.mesh.benchmarks.calls.peers;

import dev.mesh.benchmarks.calls.contestant.Contestant;
import dev.mesh.benchmarks.calls.work.OrderDesk;
import dev.mesh.benchmarks.calls.work.PlainOrderDesk;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.ProtocolConfig;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.ServiceConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;

/**
 * Dubbo with its own protocol and serialization, without a registry.
 */
final class DubboContestant implements Contestant {

	private static final int TIMEOUT_MILLIS = 10_000;

	@Override
	public String id() {
		return "dubbo";
	}

	@Override
	public String title() {
		return "Dubbo";
	}

	@Override
	public Stop serve(int port) {
		ProtocolConfig protocol = new ProtocolConfig("dubbo", port);
		protocol.setHost("127.0.0.1");
		protocol.setQueues(Limits.QUEUE);
		protocol.setPayload(Limits.MESSAGE_BYTES);
		ServiceConfig<OrderDesk> service = new ServiceConfig<>();
		service.setInterface(OrderDesk.class);
		service.setRef(new PlainOrderDesk());
		service.setScope("remote");
		DubboBootstrap bootstrap = bootstrap("desk").protocol(protocol).service(service).start();
		return bootstrap::destroy;
	}

	@Override
	public Connection connect(int port) {
		ReferenceConfig<OrderDesk> reference = new ReferenceConfig<>();
		reference.setInterface(OrderDesk.class);
		reference.setUrl("dubbo://127.0.0.1:" + port + "/" + OrderDesk.class.getName() + "?payload="
				+ Limits.MESSAGE_BYTES);
		reference.setScope("remote");
		reference.setTimeout(TIMEOUT_MILLIS);
		DubboBootstrap bootstrap = bootstrap("caller").reference(reference).start();
		return new Connection(reference.get(), bootstrap::destroy);
	}

	private static DubboBootstrap bootstrap(String name) {
		ApplicationConfig application = new ApplicationConfig(name);
		application.setQosEnable(false);
		return DubboBootstrap.newInstance()
			.application(application)
			.registry(new RegistryConfig(RegistryConfig.NO_AVAILABLE));
	}

}
