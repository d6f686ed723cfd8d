package dev.mesh.demo.checkout;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.mesh.demo.NodeName;
import dev.mesh.demo.cart.Cart;
import dev.mesh.demo.cart.CartLine;
import dev.mesh.demo.cart.Carts;
import dev.mesh.demo.catalog.Catalog;
import dev.mesh.demo.catalog.Product;
import dev.mesh.demo.catalog.Products;
import dev.mesh.demo.currency.Conversion;
import dev.mesh.demo.currency.ExchangeRates;
import dev.mesh.demo.email.Confirmation;
import dev.mesh.demo.email.Email;
import dev.mesh.demo.inventory.Inventory;
import dev.mesh.demo.inventory.Item;
import dev.mesh.demo.inventory.Reservation;
import dev.mesh.demo.money.Money;
import dev.mesh.demo.payment.Payment;
import dev.mesh.demo.payment.Payments;
import dev.mesh.demo.shipping.Parcel;
import dev.mesh.demo.shipping.Shipment;
import dev.mesh.demo.shipping.Shipping;
import dev.mesh.demo.shipping.ShippingQuote;

import org.springframework.stereotype.Component;

/**
 * The steps of a checkout through the other services, each keyed by the order id: taking
 * one twice is taking it once, and undoing one before it was taken keeps it from being
 * taken.
 */
@Component
class CheckoutSteps {

	private final Carts carts;

	private final Catalog catalog;

	private final ExchangeRates rates;

	private final Inventory inventory;

	private final Shipping shipping;

	private final Payments payments;

	private final Email email;

	private final Clock clock;

	private final NodeName node;

	CheckoutSteps(Carts carts, Catalog catalog, ExchangeRates rates, Inventory inventory, Shipping shipping,
			Payments payments, Email email, Clock clock, NodeName node) {
		this.carts = carts;
		this.catalog = catalog;
		this.rates = rates;
		this.inventory = inventory;
		this.shipping = shipping;
		this.payments = payments;
		this.email = email;
		this.clock = clock;
		this.node = node;
	}

	/**
	 * Take all steps up to the confirmation.
	 * @param request the order
	 * @return the order, not stored yet
	 * @throws EmptyCartException before any step if there is nothing to order
	 */
	Order take(OrderRequest request) {
		Map<String, String> servedBy = new LinkedHashMap<>();
		servedBy.put("checkout", this.node.get());
		Cart cart = this.carts.claim(request.user(), request.orderId());
		servedBy.put("cart", cart.servedBy());
		if (cart.lines().isEmpty()) {
			throw new EmptyCartException("The cart of '" + request.user() + "' is empty. Put something in first.");
		}
		Products products = this.catalog.find(cart.lines().stream().map(CartLine::sku).toList());
		servedBy.put("catalog", products.servedBy());
		Reservation reservation = this.inventory.reserve(request.orderId(), items(cart));
		servedBy.put("inventory", reservation.servedBy());
		Parcel parcel = parcel(cart, products, request.country());
		ShippingQuote quote = this.shipping.quote(parcel);
		List<OrderLine> lines = new ArrayList<>();
		Money shippingPrice = price(cart, products, quote, request.currency(), lines, servedBy);
		Money total = lines.stream().map(OrderLine::total).reduce(shippingPrice, Money::plus);
		Payment payment = this.payments.charge(request.orderId(), total, request.card());
		servedBy.put("payment", payment.servedBy());
		Shipment shipment = this.shipping.ship(request.orderId(), parcel);
		servedBy.put("shipping", shipment.servedBy());
		return new Order(request.orderId(), request.user(), request.email(), lines, shippingPrice, total,
				payment.paymentId(), shipment.trackingId(), this.clock.instant(), servedBy);
	}

	/**
	 * Confirm a placed order by mail.
	 * @param order the order
	 * @return the order with what served this step
	 */
	Order confirm(Order order) {
		List<Confirmation.Item> items = order.lines()
			.stream()
			.map((line) -> new Confirmation.Item(line.quantity(), line.name(), line.total()))
			.toList();
		String servedBy = this.email
			.confirm(new Confirmation(order.orderId(), order.email(), items, order.shipping(), order.total(),
					order.trackingId()))
			.servedBy();
		return order.servedAlsoBy("email", servedBy);
	}

	/**
	 * Undo all steps, taken or not.
	 * @param user whose order
	 * @param orderId the order
	 */
	void undo(String user, String orderId) {
		this.shipping.cancel(orderId);
		this.payments.refund(orderId);
		this.inventory.release(orderId);
		this.carts.giveBack(user, orderId);
	}

	// Unit prices are converted and rounded, then multiplied: what a line costs is what
	// the customer can work out from the page.
	private Money price(Cart cart, Products products, ShippingQuote quote, String currency, List<OrderLine> lines,
			Map<String, String> servedBy) {
		List<Money> euros = new ArrayList<>(products.products().stream().map(Product::price).toList());
		euros.add(quote.price());
		Conversion conversion = this.rates.convert(euros, currency);
		servedBy.put("currency", conversion.servedBy());
		Map<String, Integer> quantities = cart.lines()
			.stream()
			.collect(Collectors.toMap(CartLine::sku, CartLine::quantity));
		for (int i = 0; i < products.products().size(); i++) {
			Product product = products.products().get(i);
			int quantity = quantities.getOrDefault(product.sku(), 0);
			Money price = conversion.amounts().get(i);
			lines.add(new OrderLine(product.sku(), product.name(), quantity, price, price.times(quantity)));
		}
		return conversion.amounts().get(products.products().size());
	}

	private static List<Item> items(Cart cart) {
		return cart.lines().stream().map((line) -> new Item(line.sku(), line.quantity())).toList();
	}

	private static Parcel parcel(Cart cart, Products products, String country) {
		Map<String, Integer> grams = products.products()
			.stream()
			.collect(Collectors.toMap(Product::sku, Product::grams));
		int total = cart.lines().stream().mapToInt((line) -> grams.getOrDefault(line.sku(), 0) * line.quantity()).sum();
		return new Parcel(total, country);
	}

}
