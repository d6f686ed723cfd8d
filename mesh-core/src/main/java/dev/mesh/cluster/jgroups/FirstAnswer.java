package dev.mesh.cluster.jgroups;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import javax.net.ssl.SSLException;

/**
 * Listens for a refusal in what the peer answers first. In TLS 1.3 the connecting side is
 * done before the other has looked at its certificate, so that a refusal comes as the
 * answer to the first message; and a node without a token that connects to one with is
 * answered by a TLS alert. The operator of the refused node is told why, and JGroups sees
 * a connection that ended.
 */
final class FirstAnswer extends FilterInputStream {

	static final String DIFFERENT = "the token, certificate or cluster name differs, or is missing on one side";

	private static final int TLS_ALERT = 21;

	private static final int TLS_MAJOR = 3;

	private final Answer answer;

	private final boolean protectedByTls;

	/** Only touched by the connection's one reader. */
	private boolean answered;

	FirstAnswer(InputStream in, Answer answer, boolean protectedByTls) {
		super(in);
		this.answer = answer;
		this.protectedByTls = protectedByTls;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		if (this.answered) {
			return super.read(bytes, offset, length);
		}
		int count = readFirst(bytes, offset, length);
		this.answered = true;
		return count;
	}

	private int readFirst(byte[] bytes, int offset, int length) throws IOException {
		try {
			int count = super.read(bytes, offset, length);
			if (!this.protectedByTls && count > 1 && bytes[offset] == TLS_ALERT && bytes[offset + 1] == TLS_MAJOR) {
				throw refused("it requires TLS, and this node has no join token");
			}
			return count;
		}
		catch (SSLException ex) {
			throw refused(DIFFERENT + " (" + ex.getMessage() + ")");
		}
		finally {
			this.answer.settled();
		}
	}

	private EOFException refused(String reason) {
		this.answer.refused(reason);
		return new EOFException(reason);
	}

}
