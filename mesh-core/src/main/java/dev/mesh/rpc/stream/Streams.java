package dev.mesh.rpc.stream;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;

import dev.mesh.rpc.codec.ExceptionFormat;
import dev.mesh.rpc.codec.PayloadWriter;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one node: makes their ends and bounds their number. Can be started and
 * stopped any number of times. Safe for use by any thread.
 */
public final class Streams {

	private final StreamOptions options;

	private final PayloadWriter writer;

	private final ExceptionFormat exceptions;

	private final StreamThreads threads;

	private final StreamTally tally = new StreamTally();

	private final Semaphore read;

	private final Semaphore served;

	/**
	 * Make it.
	 * @param options its bounds
	 * @param writer writes items
	 * @param exceptions writes and reads exceptions
	 */
	public Streams(StreamOptions options, PayloadWriter writer, ExceptionFormat exceptions) {
		this.options = options;
		this.writer = writer;
		this.exceptions = exceptions;
		this.threads = new StreamThreads(options.threads());
		this.read = new Semaphore(options.maxOpen());
		this.served = new Semaphore(options.maxOpen());
	}

	/**
	 * Start the threads; does nothing if started.
	 */
	public void start() {
		this.threads.start();
	}

	/**
	 * End the threads when they have done what is queued. Does nothing if stopped.
	 */
	public void stop() {
		this.threads.stop();
	}

	/**
	 * Return what runs code of publishers and subscribers.
	 * @return the executor, which rejects while stopped
	 */
	public Executor threads() {
		return this.threads;
	}

	/**
	 * Count a stream that is read here.
	 * @return the relay to its subscriber, or {@code null} if too many are open
	 * @param name names the stream in messages
	 * @param subscriber the subscriber
	 * @param cancelAction what to do when the subscriber cancels
	 */
	public @Nullable StreamRelay read(String name, Flow.Subscriber<? super Object> subscriber, Runnable cancelAction) {
		return this.read.tryAcquire()
				? new StreamRelay(subscriber, errors(name), this.threads, cancelAction, this.read::release) : null;
	}

	/**
	 * Make the streams of one attempt to call another node.
	 * @param name names the streams in messages
	 * @param relay reads the result, or {@code null} if that is no stream
	 * @param parameters by parameter, what it publishes, {@code null} where it is none
	 * @return the streams
	 */
	public OutboundStreams outbound(String name, @Nullable StreamRelay relay,
			Flow.@Nullable Publisher<?>[] parameters) {
		long demand = (relay != null) ? relay.waitingDemand() : 0;
		StreamReceiver result = (relay != null) ? receiver(0, name, demand) : null;
		@Nullable LaneEnd[] lanes = new @Nullable LaneEnd[parameters.length + 1];
		lanes[0] = result;
		for (int i = 0; i < parameters.length; i++) {
			Flow.Publisher<?> publisher = parameters[i];
			if (publisher != null) {
				StreamSender sender = sender(i + 1, name, () -> {
				});
				sender.publishOnDemand(publisher);
				lanes[i + 1] = sender;
			}
		}
		return new OutboundStreams(new StreamSession(lanes, false), result, demand);
	}

	/**
	 * Make the streams of a request that is served here.
	 * @param name names the streams in messages
	 * @param result whether the result is a stream
	 * @param parameters by parameter, whether it is a stream
	 * @return the streams, or {@code null} if too many are open
	 */
	public @Nullable InboundStreams inbound(String name, boolean result, List<Boolean> parameters) {
		if (result && !this.served.tryAcquire()) {
			return null;
		}
		InboundStreams streams = new InboundStreams(parameters.size(), result ? this.served::release : () -> {
		});
		StreamSender sender = result ? sender(0, name, streams::ended) : null;
		@Nullable StreamReceiver[] inputs = new @Nullable StreamReceiver[parameters.size()];
		for (int i = 0; i < inputs.length; i++) {
			inputs[i] = parameters.get(i) ? receiver(i + 1, name, 0) : null;
		}
		streams.set(sender, inputs);
		return streams;
	}

	private StreamReceiver receiver(int lane, String name, long demand) {
		return new StreamReceiver(lane, errors(name), new ReceiveWindow(this.options, demand), this.tally,
				this.threads);
	}

	private StreamSender sender(int lane, String name, Runnable ended) {
		return new StreamSender(lane, errors(name), this.writer, new SendWindow(this.options.windowBytes()), this.tally,
				this.threads, ended);
	}

	private StreamErrors errors(String name) {
		return new StreamErrors(this.exceptions, name);
	}

	/**
	 * Return how the streams are doing.
	 * @return the numbers as they are now
	 */
	public StreamCounts counts() {
		return this.tally.counts(reading(), serving());
	}

	/**
	 * Return how many streams are read here.
	 * @return the number
	 */
	public int reading() {
		return this.options.maxOpen() - this.read.availablePermits();
	}

	/**
	 * Return how many streams are served to other nodes.
	 * @return the number
	 */
	public int serving() {
		return this.options.maxOpen() - this.served.availablePermits();
	}

}
