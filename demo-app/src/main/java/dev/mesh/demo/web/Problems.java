package dev.mesh.demo.web;

import dev.mesh.demo.checkout.CheckoutCancelledException;
import dev.mesh.demo.checkout.EmptyCartException;
import dev.mesh.demo.checkout.OrderMismatchException;
import dev.mesh.demo.currency.UnknownCurrencyException;
import dev.mesh.demo.inventory.OutOfStockException;
import dev.mesh.demo.payment.PaymentDeclinedException;
import dev.mesh.demo.shipping.NotDeliverableException;
import dev.mesh.rpc.MeshCallException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers what went wrong as problem details (RFC 9457).
 */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

	private static final Logger log = LoggerFactory.getLogger(Problems.class);

	@ExceptionHandler({ BadInputException.class, UnknownCurrencyException.class, EmptyCartException.class,
			NotDeliverableException.class })
	ProblemDetail badRequest(RuntimeException ex) {
		return problem(HttpStatus.BAD_REQUEST, ex);
	}

	@ExceptionHandler(PaymentDeclinedException.class)
	ProblemDetail paymentRequired(PaymentDeclinedException ex) {
		return problem(HttpStatus.PAYMENT_REQUIRED, ex);
	}

	@ExceptionHandler(NotFoundException.class)
	ProblemDetail notFound(NotFoundException ex) {
		return problem(HttpStatus.NOT_FOUND, ex);
	}

	@ExceptionHandler({ OutOfStockException.class, CheckoutCancelledException.class })
	ProblemDetail conflict(RuntimeException ex) {
		return problem(HttpStatus.CONFLICT, ex);
	}

	@ExceptionHandler(OrderMismatchException.class)
	ProblemDetail unprocessable(OrderMismatchException ex) {
		return problem(HttpStatus.UNPROCESSABLE_CONTENT, ex);
	}

	@ExceptionHandler(MeshCallException.class)
	ResponseEntity<ProblemDetail> unavailable(MeshCallException ex) {
		log.warn("A service could not be reached: {}", ex.toString());
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, "1")
			.body(problem(HttpStatus.SERVICE_UNAVAILABLE, ex));
	}

	private static ProblemDetail problem(HttpStatus status, RuntimeException ex) {
		return ProblemDetail.forStatusAndDetail(status, String.valueOf(ex.getMessage()));
	}

}
