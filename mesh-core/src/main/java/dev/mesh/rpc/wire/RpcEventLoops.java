package dev.mesh.rpc.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.EventExecutor;

/**
 * The threads that move frames, shared by server and client; native epoll where it is
 * there.
 * <p>
 * One per two processors by default, so one on two cores: each loop costs one more
 * connection per peer and thins out the bursts that share a flush, and what a loop does
 * per frame is small beside encoding and serving. A loop has one thread, and more while
 * calls hold those up that serve them: see {@link LeaderEventLoop}.
 */
final class RpcEventLoops {

	private final EventLoopGroup group;

	private final List<EventLoop> loops;

	private final boolean epoll;

	RpcEventLoops(int wanted) {
		int count = (wanted > 0) ? wanted : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
		this.epoll = Epoll.isAvailable();
		IoHandlerFactory io = this.epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
		ThreadFactory threads = threadFactory();
		this.group = new MultiThreadIoEventLoopGroup(count, threads, io) {

			@Override
			protected IoEventLoop newChild(Executor executor, IoHandlerFactory handlers, Object... more) {
				return new LeaderEventLoop(this, executor, (task) -> threads.newThread(task).start(), handlers);
			}

		};
		List<EventLoop> loops = new ArrayList<>(count);
		for (EventExecutor executor : this.group) {
			loops.add((EventLoop) executor);
		}
		this.loops = List.copyOf(loops);
	}

	private static ThreadFactory threadFactory() {
		AtomicInteger number = new AtomicInteger();
		return (task) -> {
			Thread thread = new LeaderThread(task, "mesh-rpc-" + number.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		};
	}

	EventLoopGroup group() {
		return this.group;
	}

	int count() {
		return this.loops.size();
	}

	EventLoop loop(int index) {
		return this.loops.get(index);
	}

	/**
	 * Return the loop whose connections this thread uses: its own, if it is one.
	 * @return the index
	 */
	int indexForCurrentThread() {
		if (this.loops.size() == 1) {
			return 0;
		}
		for (int i = 0; i < this.loops.size(); i++) {
			if (this.loops.get(i).inEventLoop()) {
				return i;
			}
		}
		return (int) (threadId() % this.loops.size());
	}

	@SuppressWarnings("deprecation") // its replacement came after Java 17
	private static long threadId() {
		return Thread.currentThread().getId();
	}

	Class<? extends SocketChannel> socketType() {
		return this.epoll ? EpollSocketChannel.class : NioSocketChannel.class;
	}

	Class<? extends ServerChannel> serverSocketType() {
		return this.epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
	}

	/**
	 * Stop the threads and wait for them, at most five seconds.
	 */
	void stop() {
		this.group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
	}

}
