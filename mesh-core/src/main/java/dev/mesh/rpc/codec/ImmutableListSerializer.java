package dev.mesh.rpc.codec;

import java.util.AbstractCollection;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

import org.apache.fory.context.ReadContext;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.collection.CollectionSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads immutable lists, also those that have nulls, which {@code Stream.toList()} makes
 * and Fory's own cannot read.
 */
@SuppressWarnings({ "rawtypes", "unchecked" })
final class ImmutableListSerializer extends CollectionSerializer<Collection> {

	ImmutableListSerializer(TypeResolver resolver, Class<?> type) {
		super(resolver, (Class) type, true);
	}

	@Override
	public Collection newCollection(ReadContext context, boolean elementReadAlwaysAdvances) {
		int size = readCollectionSize(context, context.getBuffer(), elementReadAlwaysAdvances);
		setNumElements(size);
		return new Elements(size);
	}

	@Override
	public Collection onCollectionRead(Collection elements) {
		return ((Elements) elements).toList();
	}

	/**
	 * What has been read, in the array that the list is made of. It grows with what is
	 * there, whatever the size that is said before.
	 */
	private static final class Elements extends AbstractCollection<@Nullable Object> {

		private static final int MOST_AT_FIRST = 64;

		private @Nullable Object[] array;

		private int size;

		private boolean withNulls;

		private Elements(int expected) {
			this.array = new @Nullable Object[Math.max(0, Math.min(expected, MOST_AT_FIRST))];
		}

		@Override
		public boolean add(@Nullable Object element) {
			if (this.size == this.array.length) {
				this.array = Arrays.copyOf(this.array, Math.max(MOST_AT_FIRST, 2 * this.size));
			}
			this.array[this.size++] = element;
			this.withNulls |= element == null;
			return true;
		}

		private List<?> toList() {
			@Nullable Object[] all = (this.size == this.array.length) ? this.array : Arrays.copyOf(this.array, this.size);
			return this.withNulls ? Collections.unmodifiableList(Arrays.asList(all)) : List.of(all);
		}

		@Override
		public Iterator<@Nullable Object> iterator() {
			return Arrays.asList(this.array).subList(0, this.size).iterator();
		}

		@Override
		public int size() {
			return this.size;
		}

	}

}
