package dev.mesh.cluster.jgroups;

import org.jgroups.Message;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.MERGE3;
import org.jgroups.util.MaxOneThreadPerSender;

/**
 * Takes a sign of life, and what a member says of its group, on the thread that read it.
 * The first members of a view get one from every other, several times a second: to wake
 * another thread for each is most of what an idle node would do, and on a busy one they
 * would wait in line with what is busy. Neither waits for anything: an answer that finds
 * its queue full is dropped. All else is left to the pool, one message of a sender after
 * the other: the coordinator waits for the acknowledgement of a view, and must not do so
 * on the very thread that has to read it.
 */
final class HeartbeatsAtOnce extends MaxOneThreadPerSender {

	private static final short HEARTBEAT = ClassConfigurator.getProtocolId(FD_ALL3.class);

	private static final short GROUP_INFO = ClassConfigurator.getProtocolId(MERGE3.class);

	@Override
	public boolean process(Message message, boolean oob) {
		if (message.getHeader(HEARTBEAT) == null && message.getHeader(GROUP_INFO) == null) {
			return super.process(message, oob);
		}
		this.tp.passMessageUp(message, true, message.getDest() == null, true);
		return true;
	}

}
