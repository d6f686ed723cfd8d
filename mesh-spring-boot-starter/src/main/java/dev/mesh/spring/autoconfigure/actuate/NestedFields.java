package dev.mesh.spring.autoconfigure.actuate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonParseException;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.boot.json.JsonWriter;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Lets what is posted about a route have objects and lists as fields. Endpoints read
 * bodies as texts by name; here what is nested becomes a text first, the JSON of it.
 */
@RestControllerAdvice
final class NestedFields extends RequestBodyAdviceAdapter {

	private static final String ROUTES = "/mesh/routes/";

	/** Many times what a route takes. */
	private static final int MAX_BYTES = 64 * 1024;

	@Override
	public boolean supports(MethodParameter parameter, Type targetType,
			Class<? extends HttpMessageConverter<?>> converterType) {
		return parameter.getContainingClass().getName().startsWith("org.springframework.boot.webmvc.actuate")
				&& Map.class.isAssignableFrom(parameter.getParameterType());
	}

	@Override
	public HttpInputMessage beforeBodyRead(HttpInputMessage message, MethodParameter parameter, Type targetType,
			Class<? extends HttpMessageConverter<?>> converterType) throws IOException {
		return isAboutRoute() ? flattened(message) : message;
	}

	private static boolean isAboutRoute() {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		Object path = (request != null) ? request.getAttribute(HandlerMapping.PATH_WITHIN_HANDLER_MAPPING_ATTRIBUTE,
				RequestAttributes.SCOPE_REQUEST) : null;
		return path != null && path.toString().contains(ROUTES);
	}

	private static HttpInputMessage flattened(HttpInputMessage message) throws IOException {
		byte[] body = message.getBody().readNBytes(MAX_BYTES + 1);
		if (body.length > MAX_BYTES) {
			throw new HttpMessageNotReadableException("the body has more than " + MAX_BYTES + " bytes", message);
		}
		try {
			Map<String, Object> fields = JsonParserFactory.getJsonParser()
				.parseMap(new String(body, StandardCharsets.UTF_8));
			return new Body(message.getHeaders(), text(flattened(fields)).getBytes(StandardCharsets.UTF_8));
		}
		catch (JsonParseException ex) {
			throw new HttpMessageNotReadableException("the body is no JSON object", ex, message);
		}
	}

	private static Map<String, Object> flattened(Map<String, Object> fields) {
		Map<String, Object> flat = new LinkedHashMap<>();
		fields.forEach((name, value) -> {
			boolean nested = value instanceof Map<?, ?> || value instanceof List<?>;
			flat.put(name, nested ? text(value) : value);
		});
		return flat;
	}

	private static String text(@Nullable Object value) {
		return JsonWriter.standard().writeToString(value);
	}

	/**
	 * A body in place of the one that came.
	 */
	private static final class Body implements HttpInputMessage {

		private final HttpHeaders headers;

		private final byte[] bytes;

		private Body(HttpHeaders headers, byte[] bytes) {
			this.headers = headers;
			this.bytes = bytes;
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public InputStream getBody() {
			return new ByteArrayInputStream(this.bytes);
		}

	}

}
