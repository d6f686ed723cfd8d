package dev.mesh.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.mesh.placement.traffic.NodeReport;
import dev.mesh.placement.traffic.StartUp;
import dev.mesh.rpc.traffic.CallTraffic;
import dev.mesh.rpc.traffic.TrafficWindow;

/**
 * What this node measures, put together as placement wants it. Safe for use by any
 * thread.
 */
final class NodeMeasures {

	private final CallTraffic traffic;

	private final List<ServiceDefinition> definitions = new ArrayList<>();

	private final List<MeasuredSource> sources = new ArrayList<>();

	NodeMeasures(CallTraffic traffic, List<ServiceDefinition> services) {
		this.traffic = traffic;
		for (ServiceDefinition service : services) {
			MeasuredSource measured = new MeasuredSource(service, traffic.callers());
			this.sources.add(measured);
			this.definitions.add(new ServiceDefinition(service.spec(), service.contract(), measured));
		}
	}

	/**
	 * Return the services to host in place of those given.
	 */
	List<ServiceDefinition> definitions() {
		return this.definitions;
	}

	/**
	 * Return what was measured since the last time.
	 */
	NodeReport report() {
		TrafficWindow window = this.traffic.take();
		List<StartUp> startUps = new ArrayList<>();
		for (int i = 0; i < this.sources.size(); i++) {
			Duration time = this.sources.get(i).startUp();
			if (!time.isZero()) {
				startUps.add(new StartUp(this.definitions.get(i).id(), time));
			}
		}
		return new NodeReport(window.length(), window.calls(), window.otherCallsPerSecond(), startUps);
	}

}
