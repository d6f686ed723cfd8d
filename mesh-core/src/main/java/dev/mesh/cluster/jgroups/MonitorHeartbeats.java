package dev.mesh.cluster.jgroups;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jgroups.Address;
import org.jgroups.EmptyMessage;
import org.jgroups.Message;
import org.jgroups.View;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.TCP;
import org.jspecify.annotations.Nullable;

/**
 * JGroups' {@code FD_ALL3} with fewer signs of life. The first members of the view, the
 * monitors, watch over all, and the others over the monitors alone; signs go to those who
 * watch. Among n members there are in the order of n of them in each interval, where
 * {@code FD_ALL3} sends n².
 * <p>
 * That is enough, as only the first member that is not silent acts on the silence of
 * others. Where all monitors fall silent, because they died together or the network is
 * cut in between, a member begins to watch over all, and so do the others on its side:
 * after one more timeout each knows who is left. A member that still hears a monitor
 * sends it no signs, but answers when it is asked whether it is dead
 * ({@code VERIFY_SUSPECT2}).
 * <p>
 * What is watched changes under this object's lock, in threads that deliver views and
 * signs and in the timer's; signs are sent by the timer alone.
 */
final class MonitorHeartbeats extends FD_ALL3 {

	private volatile Watch watch = new Watch(List.of(), true);

	MonitorHeartbeats() {
		setId(ClassConfigurator.getProtocolId(FD_ALL3.class));
	}

	@Override
	protected void handleViewChange(View view) {
		super.handleViewChange(view);
		watchAsUsual();
	}

	private void watchAsUsual() {
		List<Address> unwatched;
		synchronized (this) {
			Watch usual = Watch.of(this.local_addr, this.members);
			this.watch = usual;
			unwatched = this.suspected_mbrs.stream().filter((silent) -> !usual.covers(silent)).toList();
		}
		unwatched.forEach(super::unsuspect);
	}

	@Override
	protected <T> boolean needsToBeSuspected(Address member, T heard) {
		if (this.watch.covers(member)) {
			return super.needsToBeSuspected(member, heard);
		}
		// As if it had been heard: it has the whole timeout from when it is watched.
		((Bitmap) heard).set().advance();
		return false;
	}

	@Override
	protected void suspect(List<Address> silent) {
		super.suspect(silent);
		synchronized (this) {
			if (this.watch.isLost(this.suspected_mbrs)) {
				this.watch = this.watch.widened();
			}
		}
	}

	@Override
	protected boolean unsuspect(Address member) {
		boolean wasSilent = super.unsuspect(member);
		if (wasSilent && this.watch.monitors().contains(member)) {
			watchAsUsual(); // there is again one who watches over all
		}
		return wasSilent;
	}

	@Override
	protected void startHeartbeatSender() {
		this.lock.lock();
		try {
			if (!isHeartbeatSenderRunning()) {
				this.heartbeat_sender = this.timer.scheduleWithFixedDelay(this::sendSigns, 0, this.interval,
						TimeUnit.MILLISECONDS, getTransport() instanceof TCP);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void sendSigns() {
		if (this.mcast_sent.compareAndSet(true, false)) {
			return; // all have heard that
		}
		Watch current = this.watch;
		if (current.overAll()) {
			send(null);
		}
		else {
			current.monitors().forEach(this::send);
		}
	}

	private void send(@Nullable Address receiver) {
		this.down_prot.down(new EmptyMessage(receiver).setFlag(Message.TransientFlag.DONT_LOOPBACK)
			.putHeader(this.id, new HeartbeatHeader()));
		this.num_heartbeats_sent++;
	}

}
