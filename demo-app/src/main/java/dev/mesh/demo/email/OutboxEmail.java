package dev.mesh.demo.email;

import java.time.Clock;

import dev.mesh.demo.NodeName;
import dev.mesh.demo.storage.Database;
import dev.mesh.spring.MeshService;

/**
 * Mails in an outbox table, where a mail server would fetch them.
 */
@MeshService(name = "email")
class OutboxEmail implements Email {

	private final Database database;

	private final Clock clock;

	private final NodeName node;

	OutboxEmail(Database database, Clock clock, NodeName node) {
		this.database = database;
		this.clock = clock;
		this.node = node;
	}

	@Override
	public Receipt confirm(Confirmation confirmation) {
		Letter letter = Letter.of(confirmation);
		this.database.write((jdbc) -> jdbc.sql("""
				insert into outbox (order_id, recipient, subject, body, created_at)
				values (:order, :recipient, :subject, :body, :now)
				on conflict (order_id) do nothing""")
			.param("order", confirmation.orderId())
			.param("recipient", confirmation.recipient())
			.param("subject", letter.subject())
			.param("body", letter.body())
			.param("now", this.clock.millis())
			.update());
		return new Receipt(letter.subject(), this.node.get());
	}

}
