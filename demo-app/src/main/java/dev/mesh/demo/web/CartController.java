package dev.mesh.demo.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.mesh.demo.cart.Cart;
import dev.mesh.demo.cart.CartLine;
import dev.mesh.demo.cart.Carts;
import dev.mesh.demo.catalog.Catalog;
import dev.mesh.demo.money.Money;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The carts.
 */
@RestController
@RequestMapping("/api/carts/{user}")
class CartController {

	private final Carts carts;

	private final Catalog catalog;

	private final Shelf shelf;

	CartController(Carts carts, Catalog catalog, Shelf shelf) {
		this.carts = carts;
		this.catalog = catalog;
		this.shelf = shelf;
	}

	@GetMapping
	CartView cart(@PathVariable String user, @RequestParam(defaultValue = "EUR") String currency) {
		return view(user, this.carts.of(Input.user(user)), currency);
	}

	@PostMapping("/items")
	CartView add(@PathVariable String user, @RequestBody NewItem item,
			@RequestParam(defaultValue = "EUR") String currency) {
		String sku = this.shelf.product(Input.required("sku", item.sku())).sku();
		CartLine line = new CartLine(sku, Input.quantity(item.quantity(), 1));
		return view(user, this.carts.add(Input.user(user), line, UUID.randomUUID().toString()), currency);
	}

	@PutMapping("/items/{sku}")
	CartView set(@PathVariable String user, @PathVariable String sku, @RequestBody NewQuantity quantity,
			@RequestParam(defaultValue = "EUR") String currency) {
		CartLine line = new CartLine(this.shelf.product(sku).sku(), Input.quantity(quantity.quantity(), 0));
		return view(user, this.carts.set(Input.user(user), line), currency);
	}

	private CartView view(String user, Cart cart, String currency) {
		String code = Input.currency(currency);
		List<String> skus = cart.lines().stream().map(CartLine::sku).toList();
		Map<String, ProductView> products = this.shelf.show(this.catalog.find(skus).products(), code)
			.stream()
			.collect(Collectors.toMap(ProductView::sku, Function.identity()));
		List<ItemView> items = new ArrayList<>();
		Money subtotal = Money.zero(code);
		for (CartLine line : cart.lines()) {
			ProductView product = products.get(line.sku());
			if (product != null) {
				Money total = product.price().times(line.quantity());
				items.add(new ItemView(line.sku(), product.name(), product.picture(), line.quantity(), product.price(),
						total));
				subtotal = subtotal.plus(total);
			}
		}
		return new CartView(user, items, subtotal, cart.servedBy());
	}

	/**
	 * An addition.
	 *
	 * @param sku the product
	 * @param quantity how many
	 */
	record NewItem(@Nullable String sku, @Nullable Integer quantity) {

	}

	/**
	 * A change.
	 *
	 * @param quantity how many from now on, 0 for none
	 */
	record NewQuantity(@Nullable Integer quantity) {

	}

	/**
	 * A cart.
	 *
	 * @param user whose
	 * @param items what is in it
	 * @param subtotal what that costs, without shipping
	 * @param servedBy the node that answered
	 */
	record CartView(String user, List<ItemView> items, Money subtotal, String servedBy) {

	}

	/**
	 * A line of a cart.
	 *
	 * @param sku the product
	 * @param name its name
	 * @param picture where its picture is
	 * @param quantity how many
	 * @param price for one
	 * @param total for all of them
	 */
	record ItemView(String sku, String name, String picture, int quantity, Money price, Money total) {

	}

}
