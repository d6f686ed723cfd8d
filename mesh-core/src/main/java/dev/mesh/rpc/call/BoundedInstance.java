package dev.mesh.rpc.call;

import dev.mesh.directory.ServiceId;
import dev.mesh.rpc.LocalInstance;
import dev.mesh.rpc.resilience.Admission;

/**
 * An instance that lets only so many calls in, those of other nodes counted too.
 *
 * @param instance the instance
 * @param admission counts the calls
 */
record BoundedInstance(LocalInstance instance, Admission admission) implements LocalInstance {

	@Override
	public ServiceId service() {
		return this.instance.service();
	}

	@Override
	public Object bean() {
		return this.instance.bean();
	}

	@Override
	public boolean enter(int method) {
		if (!this.admission.tryEnter()) {
			return false;
		}
		if (this.instance.enter(method)) {
			return true;
		}
		this.admission.ended(Admission.NOT_RUN);
		return false;
	}

	@Override
	public void exit() {
		this.instance.exit();
		this.admission.ended(Admission.NOT_RUN);
	}

	@Override
	public long nextCall(int method) {
		return this.instance.nextCall(method);
	}

	@Override
	public void onEnd(Runnable action) {
		this.instance.onEnd(action);
	}

	@Override
	public void forgetOnEnd(Runnable action) {
		this.instance.forgetOnEnd(action);
	}

}
