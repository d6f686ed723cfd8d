package dev.mesh.demo.shipping;

import java.time.Clock;

import dev.mesh.demo.NodeName;
import dev.mesh.demo.storage.DataFile;
import dev.mesh.demo.storage.Database;
import dev.mesh.spring.MeshService;

/**
 * Prices by the tariff and hands parcels over.
 */
@MeshService(name = "shipping", replicas = "1")
class TariffShipping implements Shipping {

	private final Tariff tariff;

	private final Database database;

	private final Clock clock;

	private final NodeName node;

	TariffShipping(DataFile data, Database database, Clock clock, NodeName node) {
		this.tariff = data.read("shipping.json", Tariff.class);
		this.database = database;
		this.clock = clock;
		this.node = node;
	}

	@Override
	public ShippingQuote quote(Parcel parcel) {
		return new ShippingQuote(this.tariff.price(parcel), this.tariff.days(parcel), this.node.get());
	}

	@Override
	public Shipment ship(String orderId, Parcel parcel) {
		this.tariff.price(parcel);
		record(orderId, parcel, false);
		boolean cancelled = this.database.read()
			.sql("select cancelled from shipment where order_id = :order")
			.param("order", orderId)
			.query(Integer.class)
			.single() == 1;
		if (cancelled) {
			throw new NotDeliverableException("The shipment of order " + orderId + " was cancelled. Order again.");
		}
		return new Shipment(TrackingId.of(orderId), this.node.get());
	}

	@Override
	public void cancel(String orderId) {
		record(orderId, new Parcel(0, ""), true);
	}

	// A cancellation leaves a row even where nothing was shipped: a hand-over that is
	// late
	// finds it and is refused.
	private void record(String orderId, Parcel parcel, boolean cancelled) {
		this.database.write((jdbc) -> jdbc.sql("""
				insert into shipment (order_id, tracking_id, country, grams, cancelled, created_at)
				values (:order, :tracking, :country, :grams, :cancelled, :now)
				on conflict (order_id) do update set cancelled = excluded.cancelled
				where excluded.cancelled = 1""")
			.param("order", orderId)
			.param("tracking", TrackingId.of(orderId))
			.param("country", parcel.country())
			.param("grams", parcel.grams())
			.param("cancelled", cancelled ? 1 : 0)
			.param("now", this.clock.millis())
			.update());
	}

}
