package dev.mesh.service;

import java.time.Duration;

import dev.mesh.directory.ServiceId;
import dev.mesh.rpc.traffic.Callers;

/**
 * Takes the time that instances need to start, and tells which beans there are that may
 * call.
 */
final class MeasuredSource implements InstanceSource {

	private final ServiceId service;

	private final InstanceSource source;

	private final Callers callers;

	private volatile Duration startUp = Duration.ZERO;

	MeasuredSource(ServiceDefinition definition, Callers callers) {
		this.service = definition.id();
		this.source = definition.source();
		this.callers = callers;
	}

	@Override
	public Object create() throws Exception {
		long begun = System.nanoTime();
		Object bean = this.source.create();
		this.startUp = Duration.ofNanos(System.nanoTime() - begun);
		this.callers.add(this.service, typeOf(bean));
		return bean;
	}

	@Override
	public void destroy(Object bean) throws Exception {
		try {
			this.source.destroy(bean);
		}
		finally {
			this.callers.remove(this.service, typeOf(bean));
		}
	}

	@Override
	public Class<?> typeOf(Object bean) {
		return this.source.typeOf(bean);
	}

	/**
	 * Return how long the last instance took to start, zero if none has.
	 */
	Duration startUp() {
		return this.startUp;
	}

}
