package dev.mesh.demo.checkout;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import dev.mesh.rpc.MeshCallException;
import dev.mesh.spring.MeshService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;

/**
 * A checkout as a saga. The order's row is written before the first step and after the
 * last, and decides: steps are undone only after the row says {@code CANCELLING}, which
 * it can say only if it does not say {@code PLACED}. What a killed node leaves behind is
 * finished by the next attempt with the same id or, failing that, undone by the sweep of
 * any node.
 */
@MeshService(name = "checkout")
class SagaCheckout implements Checkout {

	private static final Logger logger = LoggerFactory.getLogger(SagaCheckout.class);

	/**
	 * Well above the longest a checkout may take, so that none at work is swept away.
	 */
	private static final Duration ABANDONED = Duration.ofSeconds(30);

	private static final int SWEEP_LIMIT = 50;

	private final OrderStore orders;

	private final CheckoutSteps steps;

	SagaCheckout(OrderStore orders, CheckoutSteps steps) {
		this.orders = orders;
		this.steps = steps;
	}

	@Override
	public Order place(OrderRequest request) {
		OrderEntry entry = this.orders.start(request);
		if (!entry.isFor(request)) {
			throw new OrderMismatchException("Order " + entry.orderId()
					+ " was asked for with another currency or e-mail address. Use a new Idempotency-Key.");
		}
		return (entry.state() == OrderState.STARTED) ? run(request) : outcome(entry);
	}

	@Override
	public Optional<Order> find(String orderId) {
		return this.orders.find(orderId).map(OrderEntry::order);
	}

	/**
	 * Finish what others left unfinished.
	 */
	@Scheduled(fixedDelayString = "${boutique.sweep-interval:10s}")
	void sweep() {
		for (OrderEntry entry : this.orders.unfinished(ABANDONED, SWEEP_LIMIT)) {
			try {
				finish(entry);
			}
			catch (RuntimeException ex) {
				logger.warn("Order {} is still {}: {}. It is tried again at the next sweep.", entry.orderId(),
						entry.state(), ex.toString());
			}
		}
	}

	private void finish(OrderEntry entry) {
		if (entry.state() == OrderState.PLACED) {
			confirm(Objects.requireNonNull(entry.order()));
			return;
		}
		if (entry.state() == OrderState.STARTED && !this.orders.advance(entry.orderId(), OrderState.STARTED,
				OrderState.CANCELLING, "it was not finished within " + ABANDONED.toSeconds() + " s")) {
			return;
		}
		undo(entry.user(), entry.orderId());
	}

	private Order run(OrderRequest request) {
		Order order;
		try {
			order = this.steps.take(request);
		}
		catch (EmptyCartException ex) {
			this.orders.forget(request.orderId());
			throw ex;
		}
		catch (MeshCallException ex) {
			if (!request.resumable()) {
				giveUp(request, ex);
			}
			throw ex;
		}
		catch (RuntimeException ex) {
			giveUp(request, ex);
			throw ex;
		}
		if (!this.orders.advance(order, OrderState.STARTED, OrderState.PLACED)) {
			return overtaken(request);
		}
		return confirm(order);
	}

	// Another attempt decided first. If it placed the order, these steps were its steps;
	// if it gave up, what was taken here after that is undone once more.
	private Order overtaken(OrderRequest request) {
		OrderEntry entry = this.orders.find(request.orderId()).orElseThrow();
		if (entry.order() == null) {
			this.steps.undo(request.user(), request.orderId());
		}
		return outcome(entry);
	}

	private Order outcome(OrderEntry entry) {
		Order order = entry.order();
		if (order == null) {
			throw new CheckoutCancelledException("Order " + entry.orderId() + " was given up: " + entry.reason()
					+ " Order again with a new Idempotency-Key.");
		}
		return (entry.state() == OrderState.PLACED) ? confirm(order) : order;
	}

	// The order stands whether or not the mail goes out now: the sweep sees to the rest.
	private Order confirm(Order order) {
		try {
			Order confirmed = this.steps.confirm(order);
			if (this.orders.advance(confirmed, OrderState.PLACED, OrderState.CONFIRMED)) {
				return confirmed;
			}
			return this.orders.find(order.orderId()).map(OrderEntry::order).orElse(order);
		}
		catch (RuntimeException ex) {
			logger.warn("Order {} is placed but not confirmed: {}. The next sweep tries again.", order.orderId(),
					ex.toString());
			return order;
		}
	}

	private void giveUp(OrderRequest request, RuntimeException cause) {
		String reason = Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
		try {
			if (this.orders.advance(request.orderId(), OrderState.STARTED, OrderState.CANCELLING, reason)) {
				undo(request.user(), request.orderId());
			}
		}
		catch (RuntimeException ex) {
			cause.addSuppressed(ex);
			logger.warn("Order {} is given up but not undone: {}. The next sweep tries again.", request.orderId(),
					ex.toString());
		}
	}

	private void undo(String user, String orderId) {
		this.steps.undo(user, orderId);
		this.orders.advance(orderId, OrderState.CANCELLING, OrderState.CANCELLED, reasonOf(orderId));
	}

	private String reasonOf(String orderId) {
		return this.orders.find(orderId).map(OrderEntry::reason).orElse("");
	}

}
